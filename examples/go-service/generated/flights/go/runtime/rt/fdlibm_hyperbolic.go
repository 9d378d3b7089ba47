package rt

import "math"

// sinh, cosh, tanh and their inverses of single values, by fdlibm 5.3's algorithms (SEMANTICS.md#maths).
//
// They stand on exp, expm1, log and log1p.

const (
	// From the first on sinh and cosh are made of exp(x / 2); beyond the second they overflow.
	sinhHalved   float64 = 0x1.62e4200000000p+9
	sinhOverflow float64 = 0x1.633ce8fb9f87dp+9
	// asinh and acosh go other ways between the first and the second, and from there on.
	beyond2  float64 = 0x1.0000100000000p+1
	asinhFar float64 = 0x1.0000100000000p+28
	acoshFar float64 = 0x1p+28
)

func SinhFloat64(x float64) float64 {
	a := math.Abs(x)
	h := math.Copysign(0.5, x)
	if a < 22.0 {
		if a < 0x1p-28 {
			return x
		}
		t := Expm1Float64(a)
		if a < 1.0 {
			return float64(h * (float64(2.0*t) - t*t/(t+1.0)))
		}
		return float64(h * (t + t/(t+1.0)))
	}
	if a < sinhHalved {
		return float64(h * ExpFloat64(a))
	}
	if a <= sinhOverflow {
		w := ExpFloat64(float64(0.5 * a))
		return float64(h * w * w)
	}
	if x != x {
		return x
	}
	return math.Copysign(math.Inf(1), x)
}

func CoshFloat64(x float64) float64 {
	a := math.Abs(x)
	if a < halfLn2 {
		t := Expm1Float64(a)
		w := 1.0 + t
		return 1.0 + t*t/(w+w)
	}
	if a < 22.0 {
		t := ExpFloat64(a)
		return float64(0.5*t) + 0.5/t
	}
	if a < sinhHalved {
		return float64(0.5 * ExpFloat64(a))
	}
	if a <= sinhOverflow {
		w := ExpFloat64(float64(0.5 * a))
		return float64(0.5 * w * w)
	}
	if x != x {
		return x
	}
	return math.Inf(1)
}

func TanhFloat64(x float64) float64 {
	var z float64
	a := math.Abs(x)
	if a >= 22.0 {
		z = 1.0
	} else if a >= 1.0 {
		z = 1.0 - 2.0/(Expm1Float64(float64(2.0*a))+2.0)
	} else if a >= 0x1p-55 {
		t := Expm1Float64(float64(-2.0 * a))
		z = -t / (t + 2.0)
	} else {
		return float64(x * (1.0 + x))
	}
	if x > 0.0 {
		return z
	}
	return -z
}

func AsinhFloat64(x float64) float64 {
	var w float64
	a := math.Abs(x)
	if !(0x1p-28 <= a && a <= math.MaxFloat64) {
		return x
	}
	if a >= asinhFar {
		w = LogFloat64(a) + ln2
	} else if a >= beyond2 {
		w = LogFloat64(float64(2.0*a) + 1.0/(math.Sqrt(float64(x*x)+1.0)+a))
	} else {
		t := float64(x * x)
		w = Log1pFloat64(a + t/(1.0+math.Sqrt(1.0+t)))
	}
	if x > 0.0 {
		return w
	}
	return -w
}

// AcoshFloat64 is NaN below 1.
func AcoshFloat64(x float64) float64 {
	if !(1.0 <= x && x <= math.MaxFloat64) {
		if x < 1.0 {
			return math.NaN()
		}
		return x
	}
	if x >= acoshFar {
		return LogFloat64(x) + ln2
	}
	if x >= beyond2 {
		return LogFloat64(float64(2.0*x) - 1.0/(x+math.Sqrt(float64(x*x)-1.0)))
	}
	t := x - 1.0
	return Log1pFloat64(t + math.Sqrt(float64(2.0*t)+float64(t*t)))
}

// AtanhFloat64 is ±inf for ±1, NaN beyond.
func AtanhFloat64(x float64) float64 {
	a := math.Abs(x)
	if !(a < 1.0) {
		if a == 1.0 {
			return math.Copysign(math.Inf(1), x)
		}
		return math.NaN()
	}
	if a < 0x1p-28 {
		return x
	}
	t := a + a
	if a < 0.5 {
		t += t * a / (1.0 - a)
	} else {
		t /= 1.0 - a
	}
	t = float64(0.5 * Log1pFloat64(t))
	if x > 0.0 {
		return t
	}
	return -t
}
