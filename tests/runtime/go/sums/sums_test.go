// Sums, means and variances in Go beside rational numbers, whichever way they take, and the longest decimals. Knows how
// exact answers are made, no way to them.
package sums

import (
	"math"
	"math/big"
	"math/rand"
	"strings"
	"testing"

	"featc.dev/runtime/rt"
)

// kinds of values: what few bits hold, what two float64s hold, what neither does, and the ends of the range.
var kinds = []func(r *rand.Rand) float64{
	func(r *rand.Rand) float64 { return r.Float64()*2 - 1 },
	func(r *rand.Rand) float64 { return float64(r.Intn(2001) - 1000) },
	func(r *rand.Rand) float64 { return math.Ldexp(r.Float64()-0.5, r.Intn(120)-60) },
	func(r *rand.Rand) float64 { return math.Ldexp(r.Float64()-0.5, r.Intn(2098)-1074) },
	func(r *rand.Rand) float64 { return math.Ldexp(float64(1-2*r.Intn(2)), r.Intn(260)-130) },
	func(r *rand.Rand) float64 { return math.Float64frombits(r.Uint64() >> (1 + r.Intn(62))) },
	func(r *rand.Rand) float64 { return 1 + float64(r.Intn(1<<30))*0x1p-52 },
	func(r *rand.Rand) float64 {
		ends := []float64{math.MaxFloat64, -math.MaxFloat64, 9e307, 0x1p970, -0x1p969, 5e-324, 1, -1, math.Copysign(0, -1)}
		return ends[r.Intn(len(ends))]
	},
}

func floats(r *rand.Rand) []float64 {
	kind := kinds[r.Intn(len(kinds))]
	values := make([]float64, 1+r.Intn(12))
	for i := range values {
		switch value := kind(r); {
		case !rt.IsFiniteFloat64(value):
			values[i] = 1
		case i > 0 && r.Intn(5) == 0:
			values[i] = -values[r.Intn(i)]
		case i > 0 && r.Intn(5) == 0:
			values[i] = values[0]
		default:
			values[i] = value
		}
	}
	return values
}

// nearest is a rational number rounded once; a zero has the sign of the number.
func nearest(x *big.Rat) float64 {
	value, _ := x.Float64()
	return math.Copysign(value, float64(x.Sign()))
}

func rational(x float64) *big.Rat {
	return new(big.Rat).SetFloat64(x)
}

func TestExact(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 20_000 {
		values := floats(r)
		sum, squares, count := new(big.Rat), new(big.Rat), big.NewRat(int64(len(values)), 1)
		for _, v := range values {
			sum.Add(sum, rational(v))
			squares.Add(squares, new(big.Rat).Mul(rational(v), rational(v)))
		}
		mean := new(big.Rat).Quo(sum, count)
		variance := new(big.Rat).Quo(squares, count)
		variance.Sub(variance, new(big.Rat).Mul(mean, mean))
		list := rt.ListOf(values...)
		for _, one := range []struct {
			name          string
			found, wanted float64
		}{
			{"sum", rt.SumFloat64(list), nearest(sum)},
			{"mean", rt.MeanFloat64(list).V, nearest(mean)},
			{"variance", rt.VarPopFloat64(list).V, nearest(variance)},
		} {
			if math.Float64bits(one.found) != math.Float64bits(one.wanted) {
				t.Fatalf("the %s of %v is %x, found %x", one.name, values, one.wanted, one.found)
			}
		}
		var long rt.ExactSum
		for _, v := range values {
			long.Add(v)
		}
		if found := long.Value(); found != rt.SumFloat64(list) {
			t.Fatalf("the long sum of %v is %x", values, found)
		}
	}
}

func TestParseFloat(t *testing.T) {
	zeros := strings.Repeat("0", 20_000)
	for _, text := range []string{
		"0." + zeros + "1e20001", "1" + zeros + "e-20000", "1" + zeros + "." + zeros + "e-20000",
	} {
		if found := rt.ParseFloatString(text); found != rt.Some(1.0) {
			t.Fatalf("%.3s…%.8s is 1, found %v", text, text[len(text)-8:], found)
		}
	}
}
