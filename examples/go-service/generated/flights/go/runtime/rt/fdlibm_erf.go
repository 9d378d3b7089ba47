package rt

import "math"

// The error function of single values, by fdlibm 5.3's s_erf (SEMANTICS.md#maths).

func ErfFloat64(x float64) float64 {
	var y float64
	a := math.Abs(x)
	if a < 0.84375 {
		if a < 0x1p-28 {
			if a < erfScaled {
				return float64(0.125 * (float64(8.0*x) + float64(efx8*x)))
			}
			return x + float64(efx*x)
		}
		z := float64(x * x)
		return x + float64(x*(polynomial(z, erfPP)/(1.0+float64(z*polynomial(z, erfQQ)))))
	}
	if a < 1.25 {
		s := a - 1.0
		y = erx + polynomial(s, erfPA)/(1.0+float64(s*polynomial(s, erfQA)))
	} else if a < 6.0 {
		s := 1.0 / (a * a)
		p, q := erfRA, erfSA
		if a >= erfFar {
			p, q = erfRB, erfSB
		}
		ratio := polynomial(s, p) / (1.0 + float64(s*polynomial(s, q)))
		z := truncated(a)
		r := float64(ExpFloat64(float64(-z*z)-0.5625) * ExpFloat64(float64((z-a)*(z+a))+ratio))
		y = 1.0 - r/a
	} else if a >= 6.0 {
		y = 1.0
	} else {
		return x
	}
	if x > 0.0 {
		return y
	}
	return -y
}

// polynomial is evaluated by Horner's rule, from the last coefficient to the first.
func polynomial(x float64, coefficients []float64) float64 {
	value := coefficients[len(coefficients)-1]
	for i := len(coefficients) - 2; i >= 0; i-- {
		value = coefficients[i] + float64(x*value)
	}
	return value
}
