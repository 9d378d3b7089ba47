package rt

import "math"

// asin, acos, atan and atan2 of single values, by fdlibm 5.3's algorithms (SEMANTICS.md#maths).

// AsinFloat64 is NaN outside -1..1.
func AsinFloat64(x float64) float64 {
	a := math.Abs(x)
	if a < 0.5 {
		if a < angleTiny {
			return x
		}
		return x + float64(x*asinRatio(float64(x*x)))
	}
	if !(a < 1.0) {
		if a == 1.0 {
			return math.Copysign(pio2Hi, x)
		}
		return math.NaN()
	}
	t := float64((1.0 - a) * 0.5)
	r := asinRatio(t)
	s := math.Sqrt(t)
	if a >= asinFar {
		t = pio2Hi - (float64(2.0*(s+float64(s*r))) - pio2Lo)
	} else {
		w := truncated(s)
		c := (t - float64(w*w)) / (s + w)
		p := float64(2.0*s*r) - (pio2Lo - float64(2.0*c))
		q := pio4Hi - float64(2.0*w)
		t = pio4Hi - (p - q)
	}
	if x > 0.0 {
		return t
	}
	return -t
}

// AcosFloat64 is NaN outside -1..1.
func AcosFloat64(x float64) float64 {
	if -0.5 < x && x < 0.5 {
		return pio2Hi - (x - (pio2Lo - float64(x*asinRatio(float64(x*x)))))
	}
	if !(-1.0 < x && x < 1.0) {
		if x == 1.0 {
			return 0.0
		}
		if x == -1.0 {
			return pi
		}
		return math.NaN()
	}
	if x < 0.0 {
		z := float64((1.0 + x) * 0.5)
		s := math.Sqrt(z)
		return pi - float64(2.0*(s+(float64(asinRatio(z)*s)-pio2Lo)))
	}
	z := float64((1.0 - x) * 0.5)
	s := math.Sqrt(z)
	f := truncated(s)
	c := (z - float64(f*f)) / (s + f)
	return float64(2.0 * (f + (float64(asinRatio(z)*s) + c)))
}

// asinRatio is R(t) of asin(x) = x + x R(x * x), for t up to 0.25.
func asinRatio(t float64) float64 {
	p := float64(t * (asinP0 + float64(t*(asinP1+float64(t*(asinP2+float64(t*(asinP3+
		float64(t*(asinP4+float64(t*asinP5)))))))))))
	return p / (1.0 + float64(t*(asinQ1+float64(t*(asinQ2+float64(t*(asinQ3+float64(t*asinQ4))))))))
}

// AtanFloat64 is ±pi/2 for infinities.
func AtanFloat64(x float64) float64 {
	var i int
	var t float64
	if x != x {
		return x
	}
	a := math.Abs(x)
	if a < 0.4375 {
		if a < 0x1p-29 {
			return x
		}
		return x - float64(x*atanArc(x))
	}
	if a >= 0x1p+66 {
		return math.Copysign(pio2Hi, x)
	}
	if a < 1.1875 {
		if a < 0.6875 {
			i, t = 0, (float64(2.0*a)-1.0)/(2.0+a)
		} else {
			i, t = 1, (a-1.0)/(a+1.0)
		}
	} else if a < 2.4375 {
		i, t = 2, (a-1.5)/(1.0+float64(1.5*a))
	} else {
		i, t = 3, -1.0/a
	}
	z := atanHi[i] - (float64(t*atanArc(t)) - atanLo[i] - t)
	if x > 0.0 {
		return z
	}
	return -z
}

// atanArc is what 1 lacks to atan(x) / x, for x up to 7/16.
func atanArc(x float64) float64 {
	z := float64(x * x)
	w := float64(z * z)
	s1 := float64(z * (atanA0 + float64(w*(atanA2+float64(w*(atanA4+float64(w*(atanA6+
		float64(w*(atanA8+float64(w*atanA10)))))))))))
	return s1 + float64(w*(atanA1+float64(w*(atanA3+float64(w*(atanA5+float64(w*(atanA7+float64(w*atanA9)))))))))
}

// Atan2Float64 is the angle of the point (x, y), from -pi to pi; zeros have their sides.
func Atan2Float64(y, x float64) float64 {
	if x != x || y != y {
		return math.NaN()
	}
	left := math.Copysign(1.0, x) < 0.0
	if y == 0.0 {
		if left {
			return math.Copysign(pi, y)
		}
		return y
	}
	if x == 0.0 {
		return math.Copysign(pio2Hi, y)
	}
	if math.IsInf(y, 0) {
		if math.IsInf(x, 0) {
			if left {
				return math.Copysign(threePio4, y)
			}
			return math.Copysign(pio4Hi, y)
		}
		return math.Copysign(pio2Hi, y)
	}
	z := AtanFloat64(math.Abs(y / x))
	if !left {
		return math.Copysign(z, y)
	}
	if y > 0.0 {
		return pi - (z - piLo)
	}
	return z - piLo - pi
}
