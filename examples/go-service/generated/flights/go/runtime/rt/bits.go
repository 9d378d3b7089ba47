package rt

import "math/bits"

// The bits of an int64 in two's complement, on single values (SEMANTICS.md#numbers). Knows no nulls.

func BitAndInt64(x, y int64) int64 {
	return x & y
}

func BitOrInt64(x, y int64) int64 {
	return x | y
}

func BitXorInt64(x, y int64) int64 {
	return x ^ y
}

func BitNotInt64(x int64) int64 {
	return ^x
}

// ShiftLeftInt64 wraps; null for a count outside 0..63.
func ShiftLeftInt64(x, count int64) Opt[int64] {
	if uint64(count) > 63 {
		return Opt[int64]{}
	}
	return Some(ShiftLeftByInt64(x, count))
}

// ShiftRightInt64 lets the sign's bit come in; null for a count outside 0..63.
func ShiftRightInt64(x, count int64) Opt[int64] {
	if uint64(count) > 63 {
		return Opt[int64]{}
	}
	return Some(ShiftRightByInt64(x, count))
}

// ShiftLeftByInt64 wraps; the count is in 0..63.
func ShiftLeftByInt64(x, count int64) int64 {
	return x << uint64(count)
}

// ShiftRightByInt64 lets the sign's bit come in; the count is in 0..63.
func ShiftRightByInt64(x, count int64) int64 {
	return x >> uint64(count)
}

// BitCountInt64 is of the two's complement.
func BitCountInt64(x int64) int64 {
	return int64(bits.OnesCount64(uint64(x)))
}
