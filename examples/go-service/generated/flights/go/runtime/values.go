// Package featc has what a program that calls generated transforms sees: values that may be null, times, and what is
// wrong with a row. It knows no feature set.
package featc

import "featc.dev/runtime/rt"

// Opt is a value that may be null: V is the value where OK is true. The zero Opt is null.
type Opt[T any] = rt.Opt[T]

// Some is an Opt with a value.
func Some[T any](v T) Opt[T] {
	return rt.Some(v)
}

// Null is an Opt without one.
func Null[T any]() Opt[T] {
	return Opt[T]{}
}
