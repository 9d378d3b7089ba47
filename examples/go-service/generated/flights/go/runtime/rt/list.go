package rt

// List is a list of fdl. Nothing writes to a list after it is made, so lists may share their arrays.
type List[T Item] struct {
	Items []T    // the elements; the zero of their type where they are null
	Null  []bool // which elements are null; nil where none is
}

// ListOf is the list of these elements, none of them null. It takes the slice over.
func ListOf[T Item](items ...T) List[T] {
	return List[T]{Items: items}
}

// ListOfOpt is the list of these elements.
func ListOfOpt[T Item](items ...Opt[T]) List[T] {
	list := List[T]{Items: make([]T, len(items))}
	for i, item := range items {
		if item.OK {
			list.Items[i] = item.V
		} else {
			if list.Null == nil {
				list.Null = make([]bool, len(items))
			}
			list.Null[i] = true
		}
	}
	return list
}

// Len is how many elements there are, null ones too.
func (x List[T]) Len() int {
	return len(x.Items)
}

// IsNull is whether the element at a position is null.
func (x List[T]) IsNull(i int) bool {
	return x.Null != nil && x.Null[i]
}

// At is the element at a position that there is.
func (x List[T]) At(i int) Opt[T] {
	if x.IsNull(i) {
		return Opt[T]{}
	}
	return Some(x.Items[i])
}

// Opts are the elements, each with whether it is null.
func (x List[T]) Opts() []Opt[T] {
	opts := make([]Opt[T], len(x.Items))
	for i := range x.Items {
		opts[i] = x.At(i)
	}
	return opts
}
