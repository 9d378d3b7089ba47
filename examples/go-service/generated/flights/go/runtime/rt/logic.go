package rt

import "math"

// Three-valued logic and nulls on single values. Knows no operator's catalogue row.
//
// These stand for the operations that look at nulls themselves and are more than one Go operator.

// AndNull is three-valued: false where either is false, else null where either is null.
func AndNull(x, y Opt[bool]) Opt[bool] {
	if x.OK && !x.V || y.OK && !y.V {
		return Some(false)
	}
	if !x.OK || !y.OK {
		return Opt[bool]{}
	}
	return Some(true)
}

// OrNull is three-valued: true where either is true, else null where either is null.
func OrNull(x, y Opt[bool]) Opt[bool] {
	if x.OK && x.V || y.OK && y.V {
		return Some(true)
	}
	if !x.OK || !y.OK {
		return Opt[bool]{}
	}
	return Some(false)
}

func Xor(x, y bool) bool {
	return x != y
}

func IsFiniteFloat64(x float64) bool {
	return math.Abs(x) <= math.MaxFloat64
}

func IsInfiniteFloat64(x float64) bool {
	return math.Abs(x) > math.MaxFloat64
}

func IsNanFloat64(x float64) bool {
	return x != x
}

// IsSame is null-safe equality of two scalars of one type.
func IsSame[T bool | int64 | string](x, y Opt[T]) bool {
	if !x.OK || !y.OK {
		return x.OK == y.OK
	}
	return x.V == y.V
}

// IsSameFloat64 is IsSame where NaN is the same as NaN.
func IsSameFloat64(x, y Opt[float64]) bool {
	if !x.OK || !y.OK {
		return x.OK == y.OK
	}
	return x.V == y.V || x.V != x.V && y.V != y.V
}

// CountNull is how many of the values are null; it is told of each whether it is.
func CountNull(null ...bool) int64 {
	count := int64(0)
	for _, is := range null {
		if is {
			count++
		}
	}
	return count
}
