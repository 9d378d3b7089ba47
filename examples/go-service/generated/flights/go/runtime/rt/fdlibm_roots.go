package rt

import "math"

// sqrt, cbrt and hypot of single values, by fdlibm 5.3's algorithms (SEMANTICS.md#maths).

const (
	// Added to a third of a number's high word, make that of its cube root; the second for numbers times 2^54.
	cbrtNormal            = 715094163
	cbrtSubnormal         = 696219795
	cbrtC         float64 = 5.42857142857142815906e-01
	cbrtD         float64 = -7.05306122448979611050e-01
	cbrtE         float64 = 1.41428571428571436819e00
	cbrtF         float64 = 1.60714285714285720630e00
	cbrtG         float64 = 3.57142857142857150787e-01

	// hypot adds numbers whose high words are further apart than this, and scales above and below the other two.
	hypotApart = 60 << 20
	hypotHigh  = 0x5F300000
	hypotLow   = 0x20B00000
)

// SqrtFloat64 is IEEE 754's; NaN below zero.
func SqrtFloat64(x float64) float64 {
	return math.Sqrt(x)
}

func CbrtFloat64(x float64) float64 {
	var t float64
	a := math.Abs(x)
	if !(0.0 < a && a <= math.MaxFloat64) {
		return x
	}
	if a >= tinyNormal {
		t = fromHigh(highWord(a)/3 + cbrtNormal)
	} else {
		t = fromHigh(highWord(float64(a*0x1p+54))/3 + cbrtSubnormal)
	}
	r := t * t / a
	s := cbrtC + float64(r*t)
	t = float64(t * (cbrtG + cbrtF/(s+cbrtE+cbrtD/s)))
	t = fromHigh(highWord(t) + 1)
	s = float64(t * t)
	r = a / s
	w := t + t
	r = (r - t) / (w + r)
	return math.Copysign(t+float64(t*r), x)
}

// HypotFloat64 is the square root of x * x + y * y; infinity where one is infinite, even if the other is NaN.
func HypotFloat64(x, y float64) float64 {
	a, b := math.Abs(x), math.Abs(y)
	ha, hb := highWord(a), highWord(b)
	if hb > ha {
		a, b, ha, hb = b, a, hb, ha
	}
	if ha-hb > hypotApart {
		return a + b
	}
	if !(a <= math.MaxFloat64 && b <= math.MaxFloat64) {
		if math.IsInf(a, 0) || math.IsInf(b, 0) {
			return math.Inf(1)
		}
		return math.NaN()
	}
	scale := 1.0
	if ha > hypotHigh {
		a = float64(a * 0x1p-600)
		b = float64(b * 0x1p-600)
		ha -= 600 << 20
		hb -= 600 << 20
		scale = 0x1p+600
	} else if hb < hypotLow {
		if b == 0.0 {
			return a
		}
		if b < tinyNormal { // fdlibm goes on with the high words of the numbers before they were scaled
			a = float64(a * 0x1p+1022)
			b = float64(b * 0x1p+1022)
			scale = 0x1p-1022
		} else {
			a = float64(a * 0x1p+600)
			b = float64(b * 0x1p+600)
			ha += 600 << 20
			hb += 600 << 20
			scale = 0x1p-600
		}
	}
	w := a - b
	if w > b {
		t1 := fromHigh(ha)
		t2 := a - t1
		w = math.Sqrt(float64(t1*t1) - (float64(b*-b) - float64(t2*(a+t1))))
	} else {
		a += a
		y1 := fromHigh(hb)
		y2 := b - y1
		t1 := fromHigh(ha + 0x100000)
		t2 := a - t1
		w = math.Sqrt(float64(t1*y1) - (float64(w*-w) - (float64(t1*y2) + float64(t2*b))))
	}
	return float64(scale * w)
}
