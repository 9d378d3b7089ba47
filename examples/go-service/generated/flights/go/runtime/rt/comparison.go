package rt

// Comparison and membership of single values (SEMANTICS.md#numbers). Knows no nulls among its operands.
//
// Go's own operators compare values of one type as fdl does (strings byte by byte, which is code point by code point in
// UTF-8), so only comparisons of an int64 with a float64 have functions: they compare as real numbers, exactly.

func EqInt64Float64(x int64, y float64) bool {
	return mixedOrder(x, y) == mixedSame
}

func EqFloat64Int64(x float64, y int64) bool {
	return mixedOrder(y, x) == mixedSame
}

func NeInt64Float64(x int64, y float64) bool {
	return mixedOrder(x, y) != mixedSame
}

func NeFloat64Int64(x float64, y int64) bool {
	return mixedOrder(y, x) != mixedSame
}

func LtInt64Float64(x int64, y float64) bool {
	return mixedOrder(x, y) == mixedLess
}

func LtFloat64Int64(x float64, y int64) bool {
	return mixedOrder(y, x) == mixedGreater
}

func LeInt64Float64(x int64, y float64) bool {
	return mixedOrder(x, y)&(mixedLess|mixedSame) != 0
}

func LeFloat64Int64(x float64, y int64) bool {
	return mixedOrder(y, x)&(mixedGreater|mixedSame) != 0
}

func GtInt64Float64(x int64, y float64) bool {
	return mixedOrder(x, y) == mixedGreater
}

func GtFloat64Int64(x float64, y int64) bool {
	return mixedOrder(y, x) == mixedLess
}

func GeInt64Float64(x int64, y float64) bool {
	return mixedOrder(x, y)&(mixedGreater|mixedSame) != 0
}

func GeFloat64Int64(x float64, y int64) bool {
	return mixedOrder(y, x)&(mixedLess|mixedSame) != 0
}

func InInt64(x int64, items Set[int64]) bool {
	return items.has(x)
}

func InBool(x bool, items Set[bool]) bool {
	return items.has(x)
}

// InFloat64 takes -0.0 as 0.0 and finds no NaN, as Go's == says.
func InFloat64(x float64, items Set[float64]) bool {
	return items.has(x)
}

func InString(x string, items Set[string]) bool {
	return items.has(x)
}

func InTimestamp(x int64, items Set[int64]) bool {
	return items.has(x)
}

func InDatetime(x int64, items Set[int64]) bool {
	return items.has(x)
}

func InDate(x int64, items Set[int64]) bool {
	return items.has(x)
}

func InDuration(x int64, items Set[int64]) bool {
	return items.has(x)
}

// The ways in which an int64 stands to a float64: one bit each, none beside NaN.
const (
	mixedLess = 1 << iota
	mixedSame
	mixedGreater
)

// mixedOrder is how x stands to y as real numbers; 0 where y is NaN.
func mixedOrder(x int64, y float64) uint8 {
	if y >= 1<<63 {
		return mixedLess
	}
	if !(y >= -1<<63) {
		if y != y {
			return 0
		}
		return mixedGreater
	}
	whole := int64(y) // toward zero; it is y but for a fraction, and then has few enough bits for a float64
	switch {
	case x < whole:
		return mixedLess
	case x > whole:
		return mixedGreater
	}
	rest := y - float64(whole)
	switch {
	case rest > 0:
		return mixedLess
	case rest < 0:
		return mixedGreater
	}
	return mixedSame
}

// fewItems is how many items are as quickly found one by one as by their hash.
const fewItems = 8

// Set is a literal list to look for values in.
type Set[T Item] struct {
	few  []T
	many map[T]struct{} // nil where the items are few
}

func setOf[T Item](items []T) Set[T] {
	if len(items) <= fewItems {
		return Set[T]{few: items}
	}
	many := make(map[T]struct{}, len(items))
	for _, item := range items {
		many[item] = struct{}{}
	}
	return Set[T]{many: many}
}

func (s Set[T]) has(x T) bool {
	if s.many != nil {
		_, found := s.many[x]
		return found
	}
	for _, item := range s.few {
		if item == x {
			return true
		}
	}
	return false
}

func PrepareInFloat64(items []float64) Set[float64] {
	return setOf(items)
}

func PrepareInBool(items []bool) Set[bool] {
	return setOf(items)
}

func PrepareInInt64(items []int64) Set[int64] {
	return setOf(items)
}

func PrepareInString(items []string) Set[string] {
	return setOf(items)
}

func PrepareInTimestamp(items []int64) Set[int64] {
	return setOf(items)
}

func PrepareInDatetime(items []int64) Set[int64] {
	return setOf(items)
}

func PrepareInDate(items []int64) Set[int64] {
	return setOf(items)
}

func PrepareInDuration(items []int64) Set[int64] {
	return setOf(items)
}
