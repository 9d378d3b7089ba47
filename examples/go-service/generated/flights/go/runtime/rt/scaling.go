package rt

import "math"

// Numbers moved to another scale, on single values (SEMANTICS.md#numbers). Knows no nulls.
//
// The steps stand in the semantics; each is one operation of float64 or one of fdlibm's functions.

// noPower is what a power of Box and Cox must be nearer to zero than to count as zero: the results do not differ by half
// a unit.
const noPower = 1e-19

// LogitFloat64 has no cancellation where the odds are near 1: there 2 x - 1 is exact.
func LogitFloat64(x float64) float64 {
	if 0.25 <= x && x <= 0.75 {
		s := x + x - 1
		return Log1pFloat64(s) - Log1pFloat64(-s)
	}
	return LogFloat64(x / (1 - x))
}

// BoxCoxFloat64 is by expm1 where the power of x is near 1, by pow elsewhere.
func BoxCoxFloat64(x, power float64) float64 {
	if !(x >= 0) {
		return math.NaN()
	}
	t := LogFloat64(x)
	if -noPower < power && power < noPower {
		return t
	}
	t = float64(t * power)
	if -1 < t && t < 1 {
		return Expm1Float64(t) / power
	}
	return (PowFloat64(x+0.0, power) - 1) / power
}

// Knots are the knots of a line: the ascending keys, and the value at each.
type Knots struct {
	xs, ys []float64
}

// InterpolateFloat64 is on the straight line between the two knots beside x; level beyond the ends.
func InterpolateFloat64(x float64, knots Knots) float64 {
	if x != x {
		return x
	}
	xs, ys := knots.xs, knots.ys
	after, end := 0, len(xs) // the first knot beyond x is none before after, and none from end on
	for after < end {
		middle := (after + end) / 2
		if x < xs[middle] {
			end = middle
		} else {
			after = middle + 1
		}
	}
	if after == 0 {
		return ys[0]
	}
	x0, y0 := xs[after-1], ys[after-1]
	if x == x0 || after == len(xs) {
		return y0
	}
	return y0 + float64((ys[after]-y0)*((x-x0)/(xs[after]-x0)))
}

func PrepareInterpolateFloat64(points []Entry[float64, float64]) Knots {
	knots := Knots{make([]float64, len(points)), make([]float64, len(points))}
	for i, point := range points {
		knots.xs[i], knots.ys[i] = point.Key, point.Value
	}
	return knots
}
