package rt

import "math"

// One number to the power of another, by fdlibm 5.3's e_pow (SEMANTICS.md#maths).

// PowFloat64 is 1.0 for the power ±0.0 of every x, NaN too; else NaN where either is. (±1.0) to the power ±inf is NaN.
func PowFloat64(x, y float64) float64 {
	var t1, t2 float64
	if y == 0.0 {
		return 1.0
	}
	if x != x || y != y {
		return math.NaN()
	}
	a := math.Abs(x)
	switch y {
	case 1.0:
		return x
	case 2.0:
		return float64(x * x)
	case 0.5:
		if x >= 0.0 {
			return math.Sqrt(x + 0.0)
		}
	case -1.0:
		if x != 0.0 {
			return 1.0 / x
		}
	case math.Inf(1), math.Inf(-1):
		if a == 1.0 {
			return math.NaN()
		}
		if (a > 1.0) == (y > 0.0) {
			return math.Inf(1)
		}
		return 0.0
	}
	odd := math.Signbit(x) && isOdd(y)
	if a == 0.0 || a == 1.0 || a > math.MaxFloat64 {
		if a != 1.0 {
			if (a == 0.0) == (y > 0.0) {
				a = 0.0
			} else {
				a = math.Inf(1)
			}
		} else if x < 0.0 && y != math.Floor(y) {
			return math.NaN()
		}
		if odd {
			return -a
		}
		return a
	}
	if x < 0.0 && y != math.Floor(y) {
		return math.NaN()
	}
	if -powFar < y && y < powFar {
		t1, t2 = powLog2(a)
	} else {
		near := powNearLow <= a && a < powNearHigh
		if !near || math.Abs(y) >= powVeryFar {
			z := 0.0
			if (a > 1.0) == (y > 0.0) {
				z = math.Inf(1)
			}
			if odd {
				return -z
			}
			return z
		}
		t1, t2 = powLog2NearOne(a)
	}
	z := powExp2(t1, t2, y)
	if odd {
		return -z
	}
	return z
}

// powLog2 is log2 of a positive number in two parts, the first with its low 32 bits zero.
func powLog2(a float64) (float64, float64) {
	bp, dpHi, dpLo, half := 1.0, 0.0, 0.0, uint32(0)
	m, n := mantissaOf(a)
	a = m + m
	n--
	if a >= powHalve {
		a = m
		n++
	} else if a >= powOne {
		bp, dpHi, dpLo, half = 1.5, powDpHi, powDpLo, 1<<18
	}
	u := a - bp
	v := 1.0 / (a + bp)
	ss := float64(u * v)
	sHi := truncated(ss)
	// The high word of a, halved: a + bp cut off after 20 bits.
	tHi := fromHigh((highWord(a)>>1 | 0x20000000) + 0x00080000 + half)
	tLo := a - (tHi - bp)
	sLo := float64(v * (u - float64(sHi*tHi) - float64(sHi*tLo)))
	s2 := float64(ss * ss)
	r := float64(s2 * s2 * (powL1 + float64(s2*(powL2+float64(s2*(powL3+
		float64(s2*(powL4+float64(s2*(powL5+float64(s2*powL6)))))))))))
	r += float64(sLo * (sHi + ss))
	s2 = float64(sHi * sHi)
	tHi = truncated(3.0 + s2 + r)
	tLo = r - (tHi - 3.0 - s2)
	u = float64(sHi * tHi)
	v = float64(sLo*tHi) + float64(tLo*ss)
	pHi := truncated(u + v)
	pLo := v - (pHi - u)
	zHi := float64(powCpHi * pHi)
	zLo := float64(powCpLo*pHi) + float64(pLo*powCp) + dpLo
	t := float64(n)
	t1 := truncated(zHi + zLo + dpHi + t)
	return t1, zLo - (t1 - t - dpHi - zHi)
}

// powLog2NearOne is as powLog2, for a within 2^-20 of 1: all that a power beyond 2^31 leaves finite.
func powLog2NearOne(a float64) (float64, float64) {
	t := a - 1.0
	w := float64(t * t * (0.5 - float64(t*(0.3333333333333333333333-float64(t*0.25)))))
	u := float64(powInvLn2Hi * t)
	v := float64(t*powInvLn2Lo) - float64(w*invLn2)
	t1 := truncated(u + v)
	return t1, v - (t1 - u)
}

// powExp2 is 2 to the power y * (t1 + t2).
func powExp2(t1, t2, y float64) float64 {
	y1 := truncated(y)
	pLo := float64((y-y1)*t1) + float64(y*t2)
	pHi := float64(y1 * t1)
	z := pLo + pHi
	if z >= 1024.0 && (z > 1024.0 || pLo+powOvt > z-pHi) {
		return math.Inf(1)
	}
	if z <= -1075.0 && (z < -1075.0 || pLo <= z-pHi) {
		return 0.0
	}
	high := math.Abs(truncated(z))
	n := 0
	if high > 0.5 {
		if z > 0.0 {
			n = int(high + 0.5)
		} else {
			n = -int(high + 0.5)
		}
		pHi -= float64(n)
	}
	t := truncated(pLo + pHi)
	u := float64(t * powLn2Hi)
	v := float64((pLo-(t-pHi))*ln2) + float64(t*powLn2Lo)
	z = u + v
	w := v - (z - u)
	t = float64(z * z)
	t1 = z - float64(t*(expP1+float64(t*(expP2+float64(t*(expP3+float64(t*(expP4+float64(t*expP5)))))))))
	r := z*t1/(t1-2.0) - (w + float64(z*w))
	z = 1.0 - (r - z)
	if n > -1021 {
		return scaled(z, n)
	}
	return float64(scaled(z, n+54) * 0x1p-54)
}

// Exp2Float64 is pow(2.0, x): the logarithm of 2.0 is 1.0 and 0.0 in its two parts; the power 0.5 is a square root.
func Exp2Float64(x float64) float64 {
	if -1100.0 < x && x < 1100.0 {
		if x != 0.5 {
			return powExp2(1.0, 0.0, x)
		}
		return sqrt2
	}
	if x != x {
		return x
	}
	if x > 0.0 {
		return math.Inf(1)
	}
	return 0.0
}

// isOdd is whether y is an odd integer.
func isOdd(y float64) bool {
	return math.Abs(y) < 0x1p+53 && y == math.Floor(y) && int64(y)&1 == 1
}
