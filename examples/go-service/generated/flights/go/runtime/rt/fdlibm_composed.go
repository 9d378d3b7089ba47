package rt

import "math"

// Functions of single values that are composed of fdlibm's as SEMANTICS.md#maths says.

// The quotients pi / 180 and 180 / pi are rounded once.
const (
	radian float64 = 0x1.1df46a2529d39p-6
	degree float64 = 0x1.ca5dc1a63c1f8p+5
)

func SigmoidFloat64(x float64) float64 {
	if x >= 0 {
		return 1 / (1 + ExpFloat64(-x))
	}
	e := ExpFloat64(x)
	return e / (1 + e)
}

func SoftplusFloat64(x float64) float64 {
	positive := 0.0
	if x > 0 {
		positive = x
	}
	return positive + Log1pFloat64(ExpFloat64(-math.Abs(x)))
}

func PiFloat64() float64 {
	return pi
}

func RadiansFloat64(x float64) float64 {
	return float64(x * radian)
}

func DegreesFloat64(x float64) float64 {
	return float64(x * degree)
}
