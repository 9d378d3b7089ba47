// Package rt has the operations of fdl on single values: one function an operation, under the names, in the files and
// in the order of featc's Python runtime (featc_runtime.scalar). Generated code calls it; programs need it for Opt.
//
// Values are bool, int64, float64 and string; instants, civil times and durations are int64 microseconds, dates int64
// days since 1970-01-01; lists are List. Functions are total: they never panic and never see a null operand. A
// function whose answer may be null returns an Opt.
//
// A product that is added to is written float64(x*y): Go may fuse a multiplication and an addition into one rounding,
// and does on arm64; an explicit conversion forbids it. A quotient by a constant is written so too: by a power of two it
// is a product to Go.
package rt

import "encoding/json"

// Item is what a scalar, and an element of a list, is.
type Item interface {
	bool | int64 | float64 | string
}

// Opt is a value that may be null. The zero Opt is null.
type Opt[T any] struct {
	V  T    // the value; the zero of its type where it is null
	OK bool // whether there is one
}

// Some is an Opt with a value.
func Some[T any](v T) Opt[T] {
	return Opt[T]{v, true}
}

// Or is the value, or another where it is null.
func (o Opt[T]) Or(other T) T {
	if o.OK {
		return o.V
	}
	return other
}

// MarshalJSON is the value, or null.
func (o Opt[T]) MarshalJSON() ([]byte, error) {
	if !o.OK {
		return []byte("null"), nil
	}
	return json.Marshal(o.V)
}

// UnmarshalJSON takes a value, or null.
func (o *Opt[T]) UnmarshalJSON(text []byte) error {
	*o = Opt[T]{}
	if string(text) == "null" {
		return nil
	}
	err := json.Unmarshal(text, &o.V)
	o.OK = err == nil
	return err
}
