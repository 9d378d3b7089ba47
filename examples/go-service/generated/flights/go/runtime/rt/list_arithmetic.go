package rt

// Arithmetic on lists, element by element (SEMANTICS.md#lists). Knows what Go's operators do to two numbers.
//
// Lists of unlike length give null.

func AddListsInt64(x, y List[int64]) Opt[List[int64]] {
	list, ok := pairwise[int64](x, y)
	for i := range list.Items {
		list.Items[i] = x.Items[i] + y.Items[i]
	}
	return Opt[List[int64]]{withoutNull(list), ok}
}

func AddListsFloat64(x, y List[float64]) Opt[List[float64]] {
	list, ok := pairwise[float64](x, y)
	for i := range list.Items {
		list.Items[i] = x.Items[i] + y.Items[i]
	}
	return Opt[List[float64]]{withoutNull(list), ok}
}

func AddListInt64(x List[int64], y int64) List[int64] {
	list := likeList[int64](x)
	for i, v := range x.Items {
		list.Items[i] = v + y
	}
	return withoutNull(list)
}

func AddListFloat64(x List[float64], y float64) List[float64] {
	list := likeList[float64](x)
	for i, v := range x.Items {
		list.Items[i] = v + y
	}
	return withoutNull(list)
}

func AddInt64List(x int64, y List[int64]) List[int64] {
	list := likeList[int64](y)
	for i, v := range y.Items {
		list.Items[i] = x + v
	}
	return withoutNull(list)
}

func AddFloat64List(x float64, y List[float64]) List[float64] {
	list := likeList[float64](y)
	for i, v := range y.Items {
		list.Items[i] = x + v
	}
	return withoutNull(list)
}

func SubListsInt64(x, y List[int64]) Opt[List[int64]] {
	list, ok := pairwise[int64](x, y)
	for i := range list.Items {
		list.Items[i] = x.Items[i] - y.Items[i]
	}
	return Opt[List[int64]]{withoutNull(list), ok}
}

func SubListsFloat64(x, y List[float64]) Opt[List[float64]] {
	list, ok := pairwise[float64](x, y)
	for i := range list.Items {
		list.Items[i] = x.Items[i] - y.Items[i]
	}
	return Opt[List[float64]]{withoutNull(list), ok}
}

func SubListInt64(x List[int64], y int64) List[int64] {
	list := likeList[int64](x)
	for i, v := range x.Items {
		list.Items[i] = v - y
	}
	return withoutNull(list)
}

func SubListFloat64(x List[float64], y float64) List[float64] {
	list := likeList[float64](x)
	for i, v := range x.Items {
		list.Items[i] = v - y
	}
	return withoutNull(list)
}

func SubInt64List(x int64, y List[int64]) List[int64] {
	list := likeList[int64](y)
	for i, v := range y.Items {
		list.Items[i] = x - v
	}
	return withoutNull(list)
}

func SubFloat64List(x float64, y List[float64]) List[float64] {
	list := likeList[float64](y)
	for i, v := range y.Items {
		list.Items[i] = x - v
	}
	return withoutNull(list)
}

func MulListsInt64(x, y List[int64]) Opt[List[int64]] {
	list, ok := pairwise[int64](x, y)
	for i := range list.Items {
		list.Items[i] = x.Items[i] * y.Items[i]
	}
	return Opt[List[int64]]{withoutNull(list), ok}
}

func MulListsFloat64(x, y List[float64]) Opt[List[float64]] {
	list, ok := pairwise[float64](x, y)
	for i := range list.Items {
		list.Items[i] = x.Items[i] * y.Items[i]
	}
	return Opt[List[float64]]{withoutNull(list), ok}
}

func MulListInt64(x List[int64], y int64) List[int64] {
	list := likeList[int64](x)
	for i, v := range x.Items {
		list.Items[i] = v * y
	}
	return withoutNull(list)
}

func MulListFloat64(x List[float64], y float64) List[float64] {
	list := likeList[float64](x)
	for i, v := range x.Items {
		list.Items[i] = v * y
	}
	return withoutNull(list)
}

func MulInt64List(x int64, y List[int64]) List[int64] {
	list := likeList[int64](y)
	for i, v := range y.Items {
		list.Items[i] = x * v
	}
	return withoutNull(list)
}

func MulFloat64List(x float64, y List[float64]) List[float64] {
	list := likeList[float64](y)
	for i, v := range y.Items {
		list.Items[i] = x * v
	}
	return withoutNull(list)
}

func DivListsInt64(x, y List[int64]) Opt[List[float64]] {
	list, ok := pairwise[float64](x, y)
	for i := range list.Items {
		list.Items[i] = float64(x.Items[i]) / float64(y.Items[i])
	}
	return Opt[List[float64]]{withoutNull(list), ok}
}

func DivListsFloat64(x, y List[float64]) Opt[List[float64]] {
	list, ok := pairwise[float64](x, y)
	for i := range list.Items {
		list.Items[i] = x.Items[i] / y.Items[i]
	}
	return Opt[List[float64]]{withoutNull(list), ok}
}

func DivListInt64(x List[int64], y int64) List[float64] {
	list := likeList[float64](x)
	for i, v := range x.Items {
		list.Items[i] = float64(v) / float64(y)
	}
	return withoutNull(list)
}

func DivListFloat64(x List[float64], y float64) List[float64] {
	list := likeList[float64](x)
	for i, v := range x.Items {
		list.Items[i] = v / y
	}
	return withoutNull(list)
}

func DivInt64List(x int64, y List[int64]) List[float64] {
	list := likeList[float64](y)
	for i, v := range y.Items {
		list.Items[i] = float64(x) / float64(v)
	}
	return withoutNull(list)
}

func DivFloat64List(x float64, y List[float64]) List[float64] {
	list := likeList[float64](y)
	for i, v := range y.Items {
		list.Items[i] = x / v
	}
	return withoutNull(list)
}

func NegListInt64(x List[int64]) List[int64] {
	list := likeList[int64](x)
	for i, v := range x.Items {
		list.Items[i] = -v
	}
	return withoutNull(list)
}

func NegListFloat64(x List[float64]) List[float64] {
	list := likeList[float64](x)
	for i, v := range x.Items {
		list.Items[i] = -v
	}
	return withoutNull(list)
}

// likeList is a list with the length and the nulls of another, its elements to be filled in.
func likeList[R, T Item](x List[T]) List[R] {
	return List[R]{Items: make([]R, len(x.Items)), Null: x.Null}
}

// pairwise is a list with the length of two and a null where either has one, its elements to be filled in; an empty list
// and false for unlike lengths.
func pairwise[R, T Item](x, y List[T]) (list List[R], ok bool) {
	if len(x.Items) != len(y.Items) {
		return List[R]{}, false
	}
	list = likeList[R](x)
	if y.Null != nil {
		list.Null = make([]bool, len(y.Null))
		for i, null := range y.Null {
			list.Null[i] = null || x.IsNull(i)
		}
	}
	return list, true
}

// withoutNull is the list with zeros at its null elements, whatever was filled in there.
func withoutNull[T int64 | float64](list List[T]) List[T] {
	for i, null := range list.Null {
		if null {
			list.Items[i] = 0
		}
	}
	return list
}
