package edge

import (
	"math"

	"featc.dev/runtime/rt"
)

// Canonical is the value with the one NaN that leaves, 0x7FF8000000000000.
func Canonical(value float64) float64 {
	if value != value {
		return math.Float64frombits(0x7FF8000000000000)
	}
	return value
}

// Float32 is the nearest float32, ties to even, infinite beyond the largest; NaN is 0x7FC00000.
func Float32(value float64) float32 {
	if value != value {
		return math.Float32frombits(0x7FC00000)
	}
	return float32(value)
}

// Int32 is the value as an int32, null where it does not fit.
func Int32(value int64) rt.Opt[int32] {
	if value < math.MinInt32 || value > math.MaxInt32 {
		return rt.Opt[int32]{}
	}
	return rt.Some(int32(value))
}

// Values is a feature's list of elements that are the same inside; an empty one is not nil, which JSON calls null.
func Values[T rt.Item](list rt.List[T]) []T {
	if list.Items == nil {
		return []T{}
	}
	return list.Items
}

// ValuesOrNull is Values of elements that may be null.
func ValuesOrNull[T rt.Item](list rt.List[T]) []rt.Opt[T] {
	return list.Opts()
}

// Float64s is a feature's list of float64.
func Float64s(list rt.List[float64]) []float64 {
	return each(list.Items, Canonical)
}

// Float64sOrNull is Float64s of elements that may be null.
func Float64sOrNull(list rt.List[float64]) []rt.Opt[float64] {
	return each(list.Opts(), func(v rt.Opt[float64]) rt.Opt[float64] { return Opt(v, Canonical) })
}

// Float32s is a feature's list stored as float32.
func Float32s(list rt.List[float64]) []float32 {
	return each(list.Items, Float32)
}

// Float32sOrNull is Float32s of elements that may be null.
func Float32sOrNull(list rt.List[float64]) []rt.Opt[float32] {
	return each(list.Opts(), func(v rt.Opt[float64]) rt.Opt[float32] { return Opt(v, Float32) })
}

// Int32s is a feature's list stored as int32, all of which fit.
func Int32s(list rt.List[int64]) []int32 {
	return each(list.Items, func(v int64) int32 { return int32(v) })
}

// Int32sOrNull is a feature's list stored as int32: an element that does not fit is null.
func Int32sOrNull(list rt.List[int64]) []rt.Opt[int32] {
	return each(list.Opts(), func(v rt.Opt[int64]) rt.Opt[int32] {
		if !v.OK {
			return rt.Opt[int32]{}
		}
		return Int32(v.V)
	})
}

// Times is a feature's list of times.
func Times[T ~int64](list rt.List[int64]) []T {
	return each(list.Items, func(v int64) T { return T(v) })
}

// TimesOrNull is Times of elements that may be null.
func TimesOrNull[T ~int64](list rt.List[int64]) []rt.Opt[T] {
	return each(list.Opts(), func(v rt.Opt[int64]) rt.Opt[T] { return Opt(v, func(v int64) T { return T(v) }) })
}
