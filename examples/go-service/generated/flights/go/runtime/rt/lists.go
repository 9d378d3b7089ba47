package rt

import (
	"math"
	"slices"
)

// Operations on lists (SEMANTICS.md#lists). Knows no operator of another family.

// ElementAt is the element at a position that every x has, from 0; null for a null element.
func ElementAt[T Item](x List[T], index int64) Opt[T] {
	return x.At(int(index))
}

// Element is the element at a position, from 0; null for a null element and for a position outside the list.
func Element[T Item](x List[T], index int64) Opt[T] {
	if index < 0 || index >= int64(len(x.Items)) {
		return Opt[T]{}
	}
	return x.At(int(index))
}

// Head is the first elements, at most limit.
func Head[T Item](x List[T], limit int64) List[T] {
	return partOf(x, 0, int(min(limit, int64(len(x.Items)))))
}

// LengthList is how many elements there are, null ones too.
func LengthList[T Item](x List[T]) int64 {
	return int64(len(x.Items))
}

// CountList is how many elements are not null.
func CountList[T Item](x List[T]) int64 {
	count := int64(len(x.Items))
	for _, null := range x.Null {
		if null {
			count--
		}
	}
	return count
}

// ConcatList is the elements of x, then those of y.
func ConcatList[T Item](x, y List[T]) List[T] {
	joined := List[T]{Items: append(append(make([]T, 0, len(x.Items)+len(y.Items)), x.Items...), y.Items...)}
	if x.Null != nil || y.Null != nil {
		joined.Null = make([]bool, len(joined.Items))
		copy(joined.Null, x.Null)
		copy(joined.Null[len(x.Items):], y.Null)
	}
	return joined
}

// SliceFromList is the elements from a position on; a negative one counts from the end.
func SliceFromList[T Item](x List[T], start int64) List[T] {
	return partOf(x, placeIn(len(x.Items), start), len(x.Items))
}

// SliceList is the elements from start up to, without, stop; a negative position counts from the end.
func SliceList[T Item](x List[T], start, stop int64) List[T] {
	return partOf(x, placeIn(len(x.Items), start), placeIn(len(x.Items), stop))
}

// ReverseList is the elements in the opposite order.
func ReverseList[T Item](x List[T]) List[T] {
	reversed := List[T]{Items: slices.Clone(x.Items), Null: slices.Clone(x.Null)}
	slices.Reverse(reversed.Items)
	slices.Reverse(reversed.Null)
	return reversed
}

// SortList is numbers in order, then NaN, then nulls.
func SortList[T Item](x List[T], descending bool) List[T] {
	values := sortedValues(x, descending)
	if len(values) == len(x.Items) {
		return List[T]{Items: values}
	}
	sorted := List[T]{Items: values[:len(x.Items)], Null: make([]bool, len(x.Items))}
	for i := len(values); i < len(x.Items); i++ {
		sorted.Null[i] = true
	}
	return sorted
}

// TopKList is the k greatest, the greatest first, NaN after all numbers, without nulls.
func TopKList[T Item](x List[T], k int64) List[T] {
	values := sortedValues(x, true)
	return List[T]{Items: values[:min(k, int64(len(values)))]}
}

// DistinctList is the first of each value; one NaN, one null, and 0.0 is -0.0.
func DistinctList[T Item](x List[T]) List[T] {
	kept := List[T]{Items: make([]T, 0, len(x.Items))}
	var nullAt, nanAt = -1, -1
	var seen map[T]struct{}
	if len(x.Items) > 16 { // fewer are compared one by one
		seen = make(map[T]struct{}, len(x.Items))
	}
	for i, v := range x.Items {
		switch {
		case x.IsNull(i):
			if nullAt >= 0 {
				continue
			}
			nullAt = len(kept.Items)
		case v != v:
			if nanAt >= 0 {
				continue
			}
			nanAt = len(kept.Items)
		case seen != nil:
			if _, old := seen[v]; old {
				continue
			}
			seen[v] = struct{}{}
		case hasValue(kept.Items, v, nullAt):
			continue
		}
		kept.Items = append(kept.Items, v)
	}
	if nullAt >= 0 {
		kept.Null = make([]bool, len(kept.Items))
		kept.Null[nullAt] = true
	}
	return kept
}

// ContainsList is whether an element equals the item; NaN and null elements equal nothing.
func ContainsList[T Item](x List[T], item T) bool {
	for i, v := range x.Items {
		if v == item && !x.IsNull(i) {
			return true
		}
	}
	return false
}

// MinList is the least element that is not null, NaN if there is one; null where there is none.
func MinList[T Item](x List[T]) Opt[T] {
	return extreme(x, -1)
}

// MaxList is the greatest element that is not null, NaN if there is one; null where there is none.
func MaxList[T Item](x List[T]) Opt[T] {
	return extreme(x, 1)
}

// ArgminList is the position of the first element that is the least.
func ArgminList[T Item](x List[T]) Opt[int64] {
	at := extremeAt(x, -1)
	return Opt[int64]{max(int64(at), 0), at >= 0}
}

// ArgmaxList is the position of the first element that is the greatest.
func ArgmaxList[T Item](x List[T]) Opt[int64] {
	at := extremeAt(x, 1)
	return Opt[int64]{max(int64(at), 0), at >= 0}
}

// hasValue is whether one of the values is v; at one place, which may be -1, stands a null.
func hasValue[T Item](values []T, v T, nullAt int) bool {
	for i, value := range values {
		if value == v && i != nullAt {
			return true
		}
	}
	return false
}

// partOf is the elements from one place up to, without, another.
func partOf[T Item](x List[T], start, stop int) List[T] {
	if start >= stop {
		return List[T]{Items: []T{}}
	}
	part := List[T]{Items: x.Items[start:stop:stop]}
	if x.Null != nil && slices.Contains(x.Null[start:stop], true) {
		part.Null = x.Null[start:stop:stop]
	}
	return part
}

// placeIn is a position that may count from the end, moved into 0..length.
func placeIn(length int, position int64) int {
	if position < 0 {
		return int(max(position+int64(length), 0))
	}
	return int(min(position, int64(length)))
}

// putInOrder sorts values without NaN: -0.0 before 0.0, false before true, strings by bytes, which is by code point.
func putInOrder[T Item](values []T) {
	switch values := any(values).(type) {
	case []bool:
		putFirst(values, func(v bool) bool { return !v })
	case []int64:
		slices.Sort(values)
	case []float64:
		slices.Sort(values)
		if zero, ok := slices.BinarySearch(values, 0); ok {
			end := zero
			for end < len(values) && values[end] == 0 {
				end++
			}
			putFirst(values[zero:end], math.Signbit)
		}
	case []string:
		slices.Sort(values)
	}
}

// putFirst moves those of a kind before the others, where all of a kind are the same.
func putFirst[T Item](values []T, kind func(v T) bool) {
	first := 0
	for i, v := range values {
		if kind(v) {
			values[first], values[i] = v, values[first]
			first++
		}
	}
}

// sortedValues is what is not null, numbers in order and then NaN. There is room behind it for the nulls.
func sortedValues[T Item](x List[T], descending bool) []T {
	numbers, others := make([]T, 0, len(x.Items)), 0
	for i, v := range x.Items {
		switch {
		case x.IsNull(i):
		case v != v:
			others++
		default:
			numbers = append(numbers, v)
		}
	}
	putInOrder(numbers)
	if descending {
		slices.Reverse(numbers)
	}
	if others > 0 {
		for i, v := range x.Items {
			if v != v && !x.IsNull(i) {
				numbers = append(numbers, v)
			}
		}
	}
	return numbers
}

func extreme[T Item](x List[T], side int) Opt[T] {
	at := extremeAt(x, side)
	if at < 0 {
		return Opt[T]{}
	}
	return Some(x.Items[at])
}

// extremeAt is the place of the first element that is the least (side -1) or greatest (side 1), of the first NaN where
// there is one; -1 where nothing is but nulls.
func extremeAt[T Item](x List[T], side int) int {
	found := -1
	switch items := any(x.Items).(type) {
	case []bool:
		for i, v := range items {
			if !x.IsNull(i) && (found < 0 || v != items[found] && v == (side > 0)) {
				found = i
			}
		}
	case []int64:
		return extremePlace(items, x.Null, side)
	case []float64:
		return extremeFloat(items, x.Null, side)
	case []string:
		return extremePlace(items, x.Null, side)
	}
	return found
}

func extremePlace[T int64 | string](items []T, null []bool, side int) int {
	found := -1
	for i, v := range items {
		if null != nil && null[i] {
			continue
		}
		if found < 0 || side < 0 && v < items[found] || side > 0 && v > items[found] {
			found = i
		}
	}
	return found
}

func extremeFloat(items []float64, null []bool, side int) int {
	found := -1
	for i, v := range items {
		switch {
		case null != nil && null[i]:
		case v != v:
			return i
		case found < 0 || side < 0 && v < items[found] || side > 0 && v > items[found]:
			found = i
		case v == 0 && items[found] == 0: // -0.0 is less than 0.0
			if math.Signbit(v) != math.Signbit(items[found]) && math.Signbit(v) == (side < 0) {
				found = i
			}
		}
	}
	return found
}
