package rt

import "math"

// sin, cos and tan of single values, by fdlibm 5.3's algorithms (SEMANTICS.md#maths).
//
// Angles are in radians, of any size. Those beyond pi/4 are reduced first (fdlibm_rem_pio2.go); what is left comes in
// two parts.

// SinFloat64 is NaN for infinities.
func SinFloat64(x float64) float64 {
	a := math.Abs(x)
	if a < quarterTurn {
		if a < angleTiny {
			return x
		}
		z := float64(x * x)
		r := sinS2 + float64(z*(sinS3+float64(z*(sinS4+float64(z*(sinS5+float64(z*sinS6)))))))
		return x + float64(z*x*(sinS1+float64(z*r)))
	}
	if !(a <= math.MaxFloat64) {
		return math.NaN()
	}
	n, y, tail := remPio2(a)
	s := 0.0
	if n&1 != 0 {
		s = cosKernel(y, tail)
	} else {
		s = sinKernel(y, tail)
	}
	if (x < 0.0) == (n&2 != 0) {
		return s
	}
	return -s
}

// CosFloat64 is NaN for infinities.
func CosFloat64(x float64) float64 {
	a := math.Abs(x)
	if a < quarterTurn {
		return cosKernel(x, 0.0)
	}
	if !(a <= math.MaxFloat64) {
		return math.NaN()
	}
	n, y, tail := remPio2(a)
	c := 0.0
	if n&1 != 0 {
		c = sinKernel(y, tail)
	} else {
		c = cosKernel(y, tail)
	}
	if (n+1)&2 != 0 {
		return -c
	}
	return c
}

// TanFloat64 is NaN for infinities.
func TanFloat64(x float64) float64 {
	a := math.Abs(x)
	if a < quarterTurn {
		return tanKernel(x, 0.0, 1.0)
	}
	if !(a <= math.MaxFloat64) {
		return math.NaN()
	}
	n, y, tail := remPio2(a)
	sign := 1.0
	if n&1 != 0 {
		sign = -1.0
	}
	t := tanKernel(y, tail, sign)
	if x < 0.0 {
		return -t
	}
	return t
}

// sinKernel is the sine of x + y, for x up to pi/4 and y small beside it.
func sinKernel(x, y float64) float64 {
	if -angleTiny < x && x < angleTiny {
		return x
	}
	z := float64(x * x)
	v := float64(z * x)
	r := sinS2 + float64(z*(sinS3+float64(z*(sinS4+float64(z*(sinS5+float64(z*sinS6)))))))
	return x - (float64(z*(float64(0.5*y)-float64(v*r))) - y - float64(v*sinS1))
}

// cosKernel is the cosine of x + y, for x up to pi/4 and y small beside it.
func cosKernel(x, y float64) float64 {
	a := math.Abs(x)
	if a < angleTiny {
		return 1.0
	}
	z := float64(x * x)
	r := float64(z * (cosC1 + float64(z*(cosC2+float64(z*(cosC3+
		float64(z*(cosC4+float64(z*(cosC5+float64(z*cosC6)))))))))))
	if a < cosFar {
		return 1.0 - (float64(0.5*z) - (float64(z*r) - float64(x*y)))
	}
	quarter := 0.28125
	if a < cosEnd {
		quarter = float64(0.25 * truncated(a))
	}
	return 1.0 - quarter - (float64(0.5*z) - quarter - (float64(z*r) - float64(x*y)))
}

// tanKernel is the tangent of x + y for sign 1.0, its reciprocal negated for sign -1.0; x up to pi/4 and y small beside
// it.
func tanKernel(x, y, sign float64) float64 {
	if -tanTiny < x && x < tanTiny {
		if sign == 1.0 {
			return x
		}
		return negativeReciprocal(x+y, x, y)
	}
	far := !(-tanFar < x && x < tanFar)
	negative := x < 0.0
	if far {
		if negative {
			x = -x
			y = -y
		}
		x = pio4Hi - x + (pio4Lo - y)
		y = 0.0
	}
	z := float64(x * x)
	w := float64(z * z)
	r := tanT1 + float64(w*(tanT3+float64(w*(tanT5+float64(w*(tanT7+float64(w*(tanT9+float64(w*tanT11)))))))))
	v := float64(z * (tanT2 + float64(w*(tanT4+float64(w*(tanT6+float64(w*(tanT8+
		float64(w*(tanT10+float64(w*tanT12)))))))))))
	s := float64(z * x)
	r = y + float64(z*(float64(s*(r+v))+y))
	r += float64(tanT0 * s)
	w = x + r
	if far {
		t := sign - float64(2.0*(x-(w*w/(w+sign)-r)))
		if negative {
			return -t
		}
		return t
	}
	if sign == 1.0 {
		return w
	}
	return negativeReciprocal(w, x, r)
}

// negativeReciprocal is -1 / (x + y), where w is the rounded sum.
func negativeReciprocal(w, x, y float64) float64 {
	z := truncated(w)
	v := y - (z - x)
	a := -1.0 / w
	t := truncated(a)
	s := 1.0 + float64(t*z)
	return t + float64(a*(s+float64(t*v)))
}
