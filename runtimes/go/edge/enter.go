// Package edge has what generated code does where rows enter and features leave: raw values made of the row's and the
// features' of raw ones, and the checks of a row. It knows no operation and no feature set.
package edge

import "featc.dev/runtime/rt"

// Whole is what a row and the features hold that is an integer inside.
type Whole interface {
	~int32 | ~int64
}

// Opt is the value by a function, null where it is null.
func Opt[A, B any](value rt.Opt[A], function func(A) B) rt.Opt[B] {
	if value.OK {
		return rt.Some(function(value.V))
	}
	return rt.Opt[B]{}
}

// Integer is a time or an int32 inside.
func Integer[T Whole](value T) int64 {
	return int64(value)
}

// Float is a float32 inside.
func Float(value float32) float64 {
	return float64(value)
}

// Items is a list whose elements are the same inside. The list shares their memory.
func Items[T rt.Item](values []T) rt.List[T] {
	return rt.ListOf(values...)
}

// ItemsOfOpt is Items of elements that may be null.
func ItemsOfOpt[T rt.Item](values []rt.Opt[T]) rt.List[T] {
	return rt.ListOfOpt(values...)
}

// Integers is a list of times or of int32.
func Integers[T Whole](values []T) rt.List[int64] {
	return rt.ListOf(each(values, Integer[T])...)
}

// IntegersOfOpt is Integers of elements that may be null.
func IntegersOfOpt[T Whole](values []rt.Opt[T]) rt.List[int64] {
	return rt.ListOfOpt(each(values, func(v rt.Opt[T]) rt.Opt[int64] { return Opt(v, Integer[T]) })...)
}

// Floats is a list of float32.
func Floats(values []float32) rt.List[float64] {
	return rt.ListOf(each(values, Float)...)
}

// FloatsOfOpt is Floats of elements that may be null.
func FloatsOfOpt(values []rt.Opt[float32]) rt.List[float64] {
	return rt.ListOfOpt(each(values, func(v rt.Opt[float32]) rt.Opt[float64] { return Opt(v, Float) })...)
}

// NaNAsNull is a float inside, null where it is NaN.
func NaNAsNull[T float32 | float64](value rt.Opt[T]) rt.Opt[float64] {
	if value.OK && value.V == value.V {
		return rt.Some(float64(value.V))
	}
	return rt.Opt[float64]{}
}

// ListNaNAsNull is a list of floats whose elements may be null, and are where they are NaN.
func ListNaNAsNull[T float32 | float64](values []rt.Opt[T]) rt.List[float64] {
	return rt.ListOfOpt(each(values, NaNAsNull[T])...)
}

func each[A, B any](values []A, function func(A) B) []B {
	made := make([]B, len(values))
	for i, value := range values {
		made[i] = function(value)
	}
	return made
}
