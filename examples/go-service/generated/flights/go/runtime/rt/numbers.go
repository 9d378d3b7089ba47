package rt

import (
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// Least, greatest, rounding, casts and number parsing on single values (SEMANTICS.md#numbers). Knows no nulls.

func LeastInt64(x, y int64) int64 {
	return min(x, y)
}

func GreatestInt64(x, y int64) int64 {
	return max(x, y)
}

func LeastTimestamp(x, y int64) int64 {
	return min(x, y)
}

func LeastDatetime(x, y int64) int64 {
	return min(x, y)
}

func LeastDate(x, y int64) int64 {
	return min(x, y)
}

func LeastDuration(x, y int64) int64 {
	return min(x, y)
}

func GreatestTimestamp(x, y int64) int64 {
	return max(x, y)
}

func GreatestDatetime(x, y int64) int64 {
	return max(x, y)
}

func GreatestDate(x, y int64) int64 {
	return max(x, y)
}

func GreatestDuration(x, y int64) int64 {
	return max(x, y)
}

// LeastFloat64 is NaN if either is NaN; -0.0 counts as less than 0.0. Go's min says the same.
func LeastFloat64(x, y float64) float64 {
	return min(x, y)
}

// GreatestFloat64 is NaN if either is NaN; -0.0 counts as less than 0.0. Go's max says the same.
func GreatestFloat64(x, y float64) float64 {
	return max(x, y)
}

func LeastString(x, y string) string {
	return min(x, y)
}

func GreatestString(x, y string) string {
	return max(x, y)
}

// AbsInt64 leaves Int64Min as it is.
func AbsInt64(x int64) int64 {
	return int64(magnitude(x))
}

func AbsFloat64(x float64) float64 {
	return math.Abs(x)
}

func AbsDuration(x int64) int64 {
	return AbsInt64(x)
}

func SignInt64(x int64) int64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// SignFloat64 lets zeros and NaN stay.
func SignFloat64(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return x
}

// FmodFloat64 is the rest of a division toward zero, exact; NaN for an infinite x and for a zero y.
//
// Both are integers of 53 bits times powers of two. The integer of x is moved up by the difference of the powers, so
// many bits at once as the division of a double word takes, and only the rest is kept.
func FmodFloat64(x, y float64) float64 {
	if y == 0 || y != y || !IsFiniteFloat64(x) {
		return math.NaN()
	}
	a, b := math.Abs(x), math.Abs(y)
	if a < b {
		return x
	}
	rest, power := integerOf(a)
	divisor, least := integerOf(b)
	rest %= divisor
	for power -= least; power > 0 && rest != 0; {
		step := min(power, 63)
		rest = bits.Rem64(rest>>(64-step), rest<<step, divisor)
		power -= step
	}
	return math.Copysign(float64(rest)*powerOfTwo(least), x)
}

func ClipInt64(x, lo, hi int64) int64 {
	return min(max(x, lo), hi)
}

// ClipFloat64 is the least of hi and the greatest of x and lo.
func ClipFloat64(x, lo, hi float64) float64 {
	if lo < x && x < hi {
		return x
	}
	return LeastFloat64(GreatestFloat64(x, lo), hi)
}

func FloorFloat64(x float64) float64 {
	return math.Floor(x)
}

func CeilFloat64(x float64) float64 {
	return math.Ceil(x)
}

func TruncFloat64(x float64) float64 {
	return math.Trunc(x)
}

// RoundFloat64 is half to even.
func RoundFloat64(x float64) float64 {
	return math.RoundToEven(x)
}

// RoundHalfAwayFloat64 is half away from zero.
func RoundHalfAwayFloat64(x float64) float64 {
	whole := math.Trunc(x)
	if math.Abs(x-whole) >= 0.5 {
		return whole + math.Copysign(1, x)
	}
	return whole
}

// RatioFloat64 is null for a zero y.
func RatioFloat64(x, y float64) Opt[float64] {
	if y == 0 {
		return Opt[float64]{}
	}
	return Some(float64(x / y))
}

// RatioInt64 converts both, then divides; null for a zero y.
func RatioInt64(x, y int64) Opt[float64] {
	if y == 0 {
		return Opt[float64]{}
	}
	return Some(float64(float64(x) / float64(y)))
}

// Int64Float64 is toward zero; null for NaN and outside int64.
func Int64Float64(x float64) Opt[int64] {
	if x >= -1<<63 && x < 1<<63 {
		return Some(int64(x))
	}
	return Opt[int64]{}
}

func Int64Bool(x bool) int64 {
	if x {
		return 1
	}
	return 0
}

func Float64Int64(x int64) float64 {
	return float64(x)
}

func Float64Bool(x bool) float64 {
	if x {
		return 1
	}
	return 0
}

// Float64ListInt64 lets null elements stay null.
func Float64ListInt64(x List[int64]) List[float64] {
	items := make([]float64, len(x.Items))
	for i, v := range x.Items {
		items[i] = float64(v)
	}
	return List[float64]{Items: items, Null: x.Null}
}

// Float64ListBool lets null elements stay null.
func Float64ListBool(x List[bool]) List[float64] {
	items := make([]float64, len(x.Items))
	for i, v := range x.Items {
		items[i] = Float64Bool(v)
	}
	return List[float64]{Items: items, Null: x.Null}
}

// ParseIntString reads an optional sign and ASCII digits, nothing else; null for other texts and outside int64.
func ParseIntString(x string) Opt[int64] {
	negative := x != "" && x[0] == '-'
	if negative || x != "" && x[0] == '+' {
		x = x[1:]
	}
	if x == "" || digitsOf(x) != len(x) {
		return Opt[int64]{}
	}
	x = strings.TrimLeft(x, "0") // leading zeros may be many
	if len(x) > 19 {
		return Opt[int64]{}
	}
	value := uint64(0)
	for i := range len(x) {
		value = value*10 + uint64(x[i]-'0')
	}
	if negative {
		if value > 1<<63 {
			return Opt[int64]{}
		}
		return Some(int64(-value))
	}
	if value > Int64Max {
		return Opt[int64]{}
	}
	return Some(int64(value))
}

// ParseFloatString takes the written grammar only (no spaces, underscores, nan, inf, hexadecimal); the value is
// correctly rounded.
//
// strconv.ParseFloat rounds correctly, but it cuts exponents of more than four digits off, and takes more than 800 digits
// before the point for 800. Such texts are written anew, with the point before the first digit that counts.
func ParseFloatString(x string) Opt[float64] {
	unsigned := x
	if x != "" && (x[0] == '-' || x[0] == '+') {
		unsigned = x[1:]
	}
	whole := unsigned[:digitsOf(unsigned)]
	rest := unsigned[len(whole):]
	fraction := ""
	if rest != "" && rest[0] == '.' {
		fraction = rest[1 : 1+digitsOf(rest[1:])]
		rest = rest[1+len(fraction):]
	}
	if whole == "" && fraction == "" {
		return Opt[float64]{}
	}
	exponent, ok := parseExponent(rest)
	if !ok {
		return Opt[float64]{}
	}
	if len(whole) <= 800 && exponent > -10_000 && exponent < 10_000 {
		value, _ := strconv.ParseFloat(x, 64) // the only error left is that of an infinity
		return Some(value)
	}
	digits := strings.TrimLeft(whole+fraction, "0")
	point := exponent + int64(len(digits)-len(fraction))
	text := "0"
	switch {
	case digits == "" || point < -400:
	case point > 400:
		text = "1e400"
	default:
		text = "." + digits + "e" + strconv.FormatInt(point, 10)
	}
	value, _ := strconv.ParseFloat(text, 64)
	if x[0] == '-' {
		value = -value
	}
	return Some(value)
}

// parseExponent is the number behind e or E, 0 of nothing, cut off where nothing can make up for it.
func parseExponent(text string) (exponent int64, ok bool) {
	if text == "" {
		return 0, true
	}
	if text[0] != 'e' && text[0] != 'E' {
		return 0, false
	}
	digits := text[1:]
	if digits != "" && (digits[0] == '-' || digits[0] == '+') {
		digits = digits[1:]
	}
	if digits == "" || digitsOf(digits) != len(digits) {
		return 0, false
	}
	for i := range len(digits) {
		exponent = min(exponent*10+int64(digits[i]-'0'), 1<<56)
	}
	if text[1] == '-' {
		exponent = -exponent
	}
	return exponent, true
}

// digitsOf is how many ASCII digits a text begins with.
func digitsOf(text string) int {
	for i := range len(text) {
		if text[i]-'0' > 9 {
			return i
		}
	}
	return len(text)
}

// integerOf is a positive finite float64 as an integer times a power of two.
func integerOf(x float64) (integer uint64, power int) {
	word := math.Float64bits(x)
	exponent := int(word >> 52)
	if exponent == 0 {
		return word, -1074
	}
	return word&(1<<52-1) | 1<<52, exponent - 1075
}

// powerOfTwo is 2 to any power from -1074 to 1023.
func powerOfTwo(power int) float64 {
	if power < -1022 {
		return math.Float64frombits(1 << (power + 1074))
	}
	return math.Float64frombits(uint64(power+1023) << 52)
}
