package rt

import "math"

// log, log1p, log2 and log10 of single values, by fdlibm 5.3's algorithms (SEMANTICS.md#maths).

func LogFloat64(x float64) float64 {
	if !(0.0 < x && x <= math.MaxFloat64) {
		if x == 0.0 {
			return math.Inf(-1)
		}
		if x < 0.0 {
			return math.NaN()
		}
		return x
	}
	f, k := splitLog(x, logSplit)
	if -0x1p-20 <= f && f < 0x1p-20 {
		r := float64(f * f * (0.5 - float64(0.33333333333333333*f)))
		if k == 0 {
			return f - r
		}
		return float64(k*ln2Hi) - (r - float64(k*ln2Lo) - f)
	}
	s := f / (2.0 + f)
	z := float64(s * s)
	w := float64(z * z)
	t1 := float64(w * (logL2 + float64(w*(logL4+float64(w*logL6)))))
	t2 := float64(z * (logL1 + float64(w*(logL3+float64(w*(logL5+float64(w*logL7)))))))
	r := t2 + t1
	if f >= logHigh || f < logLow {
		hfsq := float64(0.5 * f * f)
		return float64(k*ln2Hi) - (hfsq - (float64(s*(hfsq+r)) + float64(k*ln2Lo)) - f)
	}
	return float64(k*ln2Hi) - (float64(s*(f-r)) - float64(k*ln2Lo) - f)
}

func Log1pFloat64(x float64) float64 {
	var f, k, c, hfsq float64
	if log1pLow < x && x < log1pHigh {
		if -0x1p-29 < x && x < 0x1p-29 {
			return x - float64(x*x*0.5)
		}
		f = x
		hfsq = float64(0.5 * f * f)
	} else {
		if !(-1.0 < x && x <= math.MaxFloat64) {
			if x == -1.0 {
				return math.Inf(-1)
			}
			if x < -1.0 {
				return math.NaN()
			}
			return x
		}
		u := x
		if x < 0x1p+53 {
			u = 1.0 + x
			if u >= 2.0 {
				c = (1.0 - (u - x)) / u
			} else {
				c = (x - (u - 1.0)) / u
			}
		}
		f, k = splitLog(u, log1pSplit)
		hfsq = float64(0.5 * f * f)
		if -0x1.8p-20 <= f && f < 0x1p-20 {
			r := float64(hfsq * (1.0 - float64(0.66666666666666666*f)))
			return float64(k*ln2Hi) - (r - (float64(k*ln2Lo) + c) - f)
		}
	}
	s := f / (2.0 + f)
	z := float64(s * s)
	r := float64(z * (logL1 + float64(z*(logL2+float64(z*(logL3+float64(z*(logL4+
		float64(z*(logL5+float64(z*(logL6+float64(z*logL7)))))))))))))
	if k == 0 {
		return f - (hfsq - float64(s*(hfsq+r)))
	}
	return float64(k*ln2Hi) - (hfsq - (float64(s*(hfsq+r)) + (float64(k*ln2Lo) + c)) - f)
}

func Log2Float64(x float64) float64 {
	if !(0.0 < x && x <= math.MaxFloat64) {
		if x == 0.0 {
			return math.Inf(-1)
		}
		if x < 0.0 {
			return math.NaN()
		}
		return x
	}
	f, k := splitLog(x, logSplit)
	hfsq := float64(0.5 * f * f)
	s := f / (2.0 + f)
	z := float64(s * s)
	w := float64(z * z)
	t1 := float64(w * (logL2 + float64(w*(logL4+float64(w*logL6)))))
	t2 := float64(z * (logL1 + float64(w*(logL3+float64(w*(logL5+float64(w*logL7)))))))
	r := float64(s * (hfsq + (t2 + t1)))
	hi := truncated(f - hfsq)
	lo := f - hi - hfsq + r
	high := float64(hi * invLn2Hi)
	low := float64((lo+hi)*invLn2Lo) + float64(lo*invLn2Hi)
	w = k + high
	low += k - w + high
	return low + w
}

func Log10Float64(x float64) float64 {
	if !(0.0 < x && x <= math.MaxFloat64) {
		if x == 0.0 {
			return math.Inf(-1)
		}
		if x < 0.0 {
			return math.NaN()
		}
		return x
	}
	m, power := mantissaOf(x)
	if power > 0 { // a mantissa in 1..2 for numbers from 1 on, in 0.5..1 below
		m += m
		power--
	}
	k := float64(power)
	z := float64(k*log102Lo) + float64(invLn10*LogFloat64(m))
	return z + float64(k*log102Hi)
}

// splitLog is the f and k with x = 2^k · (1 + f); mantissas from the bound on are halved.
func splitLog(x, bound float64) (f, k float64) {
	m, power := mantissaOf(x)
	m2 := m + m
	if m2 < bound {
		return m2 - 1.0, float64(power - 1)
	}
	return m - 1.0, float64(power)
}
