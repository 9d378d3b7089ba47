package rt

import "math/bits"

// Arithmetic on single numbers, strings and times (SEMANTICS.md#numbers). Knows no nulls among its operands.
//
// int64 wraps in two's complement, float64 is IEEE 754: Go's own operators do both. Times are microseconds, dates days;
// what leaves the range of its type (limits.go) is null. Sums of two times fit into an int64 far beyond their range.

func NegInt64(x int64) int64 {
	return -x
}

func NegFloat64(x float64) float64 {
	return -x
}

func NegDuration(x int64) int64 {
	return -x
}

func AddInt64(x, y int64) int64 {
	return x + y
}

func AddFloat64(x, y float64) float64 {
	return x + y
}

func AddString(x, y string) string {
	return x + y
}

func AddTimestamp(x, y int64) Opt[int64] {
	return timeWithin(x + y)
}

func AddDatetime(x, y int64) Opt[int64] {
	return timeWithin(x + y)
}

func AddDuration(x, y int64) Opt[int64] {
	return durationWithin(x + y)
}

func SubInt64(x, y int64) int64 {
	return x - y
}

func SubFloat64(x, y float64) float64 {
	return x - y
}

// SubTimestamps needs no check: any two times of the range are less than DurationMax apart.
func SubTimestamps(x, y int64) int64 {
	return x - y
}

func SubDatetimes(x, y int64) int64 {
	return x - y
}

// SubDates takes days and gives microseconds; any two dates of the range are less than DurationMax apart.
func SubDates(x, y int64) int64 {
	return (x - y) * MicrosecondsPerDay
}

func SubTimestamp(x, y int64) Opt[int64] {
	return timeWithin(x - y)
}

func SubDatetime(x, y int64) Opt[int64] {
	return timeWithin(x - y)
}

func SubDuration(x, y int64) Opt[int64] {
	return durationWithin(x - y)
}

func MulInt64(x, y int64) int64 {
	return x * y
}

// MulFloat64 is rounded here, wherever it is inlined; so is a quotient.
func MulFloat64(x, y float64) float64 {
	return float64(x * y)
}

// MulDuration checks the exact product, before anything wraps.
func MulDuration(x, y int64) Opt[int64] {
	high, low := bits.Mul64(magnitude(x), magnitude(y))
	if high != 0 || low > DurationMax {
		return Opt[int64]{}
	}
	if (x < 0) != (y < 0) {
		return Some(-int64(low))
	}
	return Some(int64(low))
}

// DivFloat64 is IEEE 754's: x/0 is an infinity with the sign of both, 0/0 NaN.
func DivFloat64(x, y float64) float64 {
	return float64(x / y)
}

// DivInt64 converts both, then divides.
func DivInt64(x, y int64) float64 {
	return float64(float64(x) / float64(y))
}

func DivDuration(x, y int64) float64 {
	return DivInt64(x, y)
}

// FloordivNonzeroInt64 rounds down; Int64Min by -1 wraps to itself, as Go's own division does.
func FloordivNonzeroInt64(x, y int64) int64 {
	quotient := x / y
	if (x < 0) != (y < 0) && quotient*y != x {
		quotient--
	}
	return quotient
}

// FloordivInt64 is null for a zero divisor.
func FloordivInt64(x, y int64) Opt[int64] {
	if y == 0 {
		return Opt[int64]{}
	}
	return Some(FloordivNonzeroInt64(x, y))
}

// ModNonzeroInt64 has the sign of the divisor.
func ModNonzeroInt64(x, y int64) int64 {
	rest := x % y
	if rest != 0 && (rest < 0) != (y < 0) {
		rest += y
	}
	return rest
}

// ModInt64 is null for a zero divisor.
func ModInt64(x, y int64) Opt[int64] {
	if y == 0 {
		return Opt[int64]{}
	}
	return Some(ModNonzeroInt64(x, y))
}

// timeWithin is a timestamp or a datetime, null outside the range of both.
func timeWithin(x int64) Opt[int64] {
	if x < TimeMin || x > TimeMax {
		return Opt[int64]{}
	}
	return Some(x)
}

// durationWithin is a duration, null outside its range.
func durationWithin(x int64) Opt[int64] {
	if x < -DurationMax || x > DurationMax {
		return Opt[int64]{}
	}
	return Some(x)
}

// magnitude is the absolute value, that of Int64Min too.
func magnitude(x int64) uint64 {
	if x < 0 {
		return -uint64(x)
	}
	return uint64(x)
}
