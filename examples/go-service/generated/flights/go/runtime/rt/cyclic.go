package rt

import "math"

// Single numbers as points on a circle (SEMANTICS.md#time). Knows the sine and the cosine of fdlibm, no times.

// turn is the float64 nearest to 2 pi.
const turn float64 = 6.283185307179586

func CyclicSinInt64(x, period int64) float64 {
	return circlePoint(float64(ModNonzeroInt64(x, period))/float64(period), 0)
}

func CyclicCosInt64(x, period int64) float64 {
	return circlePoint(float64(ModNonzeroInt64(x, period))/float64(period), 1)
}

func CyclicSinFloat64(x, period float64) float64 {
	return circlePoint(x/period, 0)
}

func CyclicCosFloat64(x, period float64) float64 {
	return circlePoint(x/period, 1)
}

// circlePoint is the sine of so many turns and quarters: reduced to the nearest quarter, which is exact, then of at most
// pi/4.
func circlePoint(turns float64, quarters int64) float64 {
	nearest := math.RoundToEven(float64(4 * turns))
	if !IsFiniteFloat64(nearest) {
		return math.NaN()
	}
	angle := float64((turns - float64(nearest/4)) * turn)
	if math.Abs(nearest) < 1<<54 { // larger ones are whole turns
		quarters += int64(nearest)
	}
	sine := 0.0
	if quarters&1 != 0 {
		sine = CosFloat64(angle)
	} else {
		sine = SinFloat64(angle)
	}
	if quarters&2 != 0 {
		sine = -sine
	}
	return sine + 0.0 // no -0.0
}
