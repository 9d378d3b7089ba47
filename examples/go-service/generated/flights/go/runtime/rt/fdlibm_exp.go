package rt

import "math"

// exp and expm1 of single values, by fdlibm 5.3's algorithms (SEMANTICS.md#maths).

func ExpFloat64(x float64) float64 {
	if -halfLn2 < x && x < halfLn2 {
		if -0x1p-28 < x && x < 0x1p-28 {
			return 1.0 + x
		}
		t := float64(x * x)
		c := x - float64(t*(expP1+float64(t*(expP2+float64(t*(expP3+float64(t*(expP4+float64(t*expP5)))))))))
		return 1.0 - (x*c/(c-2.0) - x)
	}
	if !(expUnderflow <= x && x <= expOverflow) {
		if x != x {
			return x
		}
		if x > 0.0 {
			return math.Inf(1)
		}
		return 0.0
	}
	k := powersOfTwo(x)
	hi := x - float64(float64(k)*ln2Hi)
	lo := float64(float64(k) * ln2Lo)
	x = hi - lo
	t := float64(x * x)
	c := x - float64(t*(expP1+float64(t*(expP2+float64(t*(expP3+float64(t*(expP4+float64(t*expP5)))))))))
	y := 1.0 - (lo - x*c/(2.0-c) - hi)
	if k >= -1021 {
		return scaled(y, k)
	}
	return float64(scaled(y, k+1000) * 0x1p-1000)
}

func Expm1Float64(x float64) float64 {
	k, c := 0, 0.0
	if -halfLn2 < x && x < halfLn2 {
		if -0x1p-54 < x && x < 0x1p-54 {
			return x
		}
	} else {
		if !(-ln2Times56 < x && x <= expOverflow) {
			if x != x {
				return x
			}
			if x > 0.0 {
				return math.Inf(1)
			}
			return -1.0
		}
		k = powersOfTwo(x)
		hi := x - float64(float64(k)*ln2Hi)
		lo := float64(float64(k) * ln2Lo)
		x = hi - lo
		c = hi - x - lo
	}
	hfx := float64(0.5 * x)
	hxs := float64(x * hfx)
	r1 := 1.0 + float64(hxs*(expm1Q1+float64(hxs*(expm1Q2+
		float64(hxs*(expm1Q3+float64(hxs*(expm1Q4+float64(hxs*expm1Q5)))))))))
	t := 3.0 - float64(r1*hfx)
	e := float64(hxs * ((r1 - t) / (6.0 - float64(x*t))))
	if k == 0 {
		return x - (float64(x*e) - hxs)
	}
	e = float64(x*(e-c)) - c - hxs
	if k == -1 {
		return float64(0.5*(x-e)) - 0.5
	}
	if k == 1 {
		if x < -0.25 {
			return float64(-2.0 * (e - (x + 0.5)))
		}
		return 1.0 + float64(2.0*(x-e))
	}
	if k <= -2 || k > 56 {
		return scaled(1.0-(e-x), k) - 1.0
	}
	if k < 20 {
		return scaled(1.0-scaled(1.0, -k)-(e-x), k)
	}
	return scaled(x-(e+scaled(1.0, -k))+1.0, k)
}

// powersOfTwo is how many times ln 2 is taken off x: the nearest to x / ln 2.
func powersOfTwo(x float64) int {
	if x > 0.0 {
		return int(float64(invLn2*x) + 0.5)
	}
	return int(float64(invLn2*x) - 0.5)
}
