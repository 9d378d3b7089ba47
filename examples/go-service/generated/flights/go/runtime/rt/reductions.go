package rt

import (
	"math"
	"math/bits"
)

// Operations that make one value of a list (SEMANTICS.md#reductions): sums, means, variances, products. Knows exact sums
// and lists; no operator of another family.

// SumFloat64 is the exact sum of what is not null, rounded once.
func SumFloat64(x List[float64]) float64 {
	return exactSum(x)
}

// SumInt64 is the sum of what is not null, wrapped.
func SumInt64(x List[int64]) int64 {
	sum := int64(0)
	for i, v := range x.Items {
		if !x.IsNull(i) {
			sum += v
		}
	}
	return sum
}

// MeanFloat64 is the exact mean of what is not null, rounded once; null of nothing.
func MeanFloat64(x List[float64]) Opt[float64] {
	count := goodItems(x)
	if count == 0 {
		return Opt[float64]{}
	}
	return Some(exactMean(x, count))
}

// MeanInt64 is the exact mean of what is not null, rounded once; null of nothing.
func MeanInt64(x List[int64]) Opt[float64] {
	count := goodItems(x)
	if count == 0 {
		return Opt[float64]{}
	}
	var high, low, carry uint64 // of 128 bits, in two's complement
	for i, v := range x.Items {
		if !x.IsNull(i) {
			low, carry = bits.Add64(low, uint64(v), 0)
			high += uint64(v>>63) + carry
		}
	}
	negative := high>>63 != 0
	if negative {
		low, carry = bits.Sub64(0, low, 0)
		high = -high - carry
	}
	return Some(roundedQuotient(high, low, false, negative, uint64(count), 0))
}

// VarSampFloat64 is the exact variance of a sample, rounded once; null of fewer than two.
func VarSampFloat64(x List[float64]) Opt[float64] {
	return floatVariance(x, 1)
}

// VarPopFloat64 is the exact variance of a population, rounded once; null of nothing.
func VarPopFloat64(x List[float64]) Opt[float64] {
	return floatVariance(x, 0)
}

// VarSampInt64 is the exact variance of a sample, rounded once; null of fewer than two.
func VarSampInt64(x List[int64]) Opt[float64] {
	return intVariance(x, 1)
}

// VarPopInt64 is the exact variance of a population, rounded once; null of nothing.
func VarPopInt64(x List[int64]) Opt[float64] {
	return intVariance(x, 0)
}

func StddevSampFloat64(x List[float64]) Opt[float64] {
	return rootOf(floatVariance(x, 1))
}

func StddevPopFloat64(x List[float64]) Opt[float64] {
	return rootOf(floatVariance(x, 0))
}

func StddevSampInt64(x List[int64]) Opt[float64] {
	return rootOf(intVariance(x, 1))
}

func StddevPopInt64(x List[int64]) Opt[float64] {
	return rootOf(intVariance(x, 0))
}

// AnyList is whether an element is true.
func AnyList(x List[bool]) bool {
	for i, v := range x.Items {
		if v && !x.IsNull(i) {
			return true
		}
	}
	return false
}

// AllList is whether no element is false.
func AllList(x List[bool]) bool {
	for i, v := range x.Items {
		if !v && !x.IsNull(i) {
			return false
		}
	}
	return true
}

// DotFloat64 is the exact sum of the rounded products, rounded once; null for unlike lengths and where an element is
// null.
func DotFloat64(x, y List[float64]) Opt[float64] {
	if len(x.Items) != len(y.Items) || goodItems(x) != len(x.Items) || goodItems(y) != len(y.Items) {
		return Opt[float64]{}
	}
	others := y.Items[:len(x.Items)]
	var sum twoSum
	for i, v := range x.Items {
		sum.add(float64(v * others[i]))
	}
	if !sum.lost {
		return Some(sum.value())
	}
	var exact ExactSum
	for i, v := range x.Items {
		exact.Add(float64(v * others[i]))
	}
	return Some(exact.Value())
}

// L2NormFloat64 is the square root of the dot product of x with itself.
func L2NormFloat64(x List[float64]) Opt[float64] {
	return rootOf(DotFloat64(x, x))
}

// CosineFloat64 is the dot product divided by both norms; null as DotFloat64.
func CosineFloat64(x, y List[float64]) Opt[float64] {
	product := DotFloat64(x, y)
	if !product.OK {
		return Opt[float64]{}
	}
	return Some(product.V / (L2NormFloat64(x).V * L2NormFloat64(y).V))
}

func floatVariance(x List[float64], ddof int) Opt[float64] {
	count := goodItems(x)
	if count <= ddof {
		return Opt[float64]{}
	}
	return Some(exactVariance(x, count, ddof))
}

func intVariance(x List[int64], ddof int) Opt[float64] {
	count := goodItems(x)
	if count <= ddof {
		return Opt[float64]{}
	}
	var m moments
	for i, v := range x.Items {
		if !x.IsNull(i) {
			m.add(0, magnitude(v), v < 0)
		}
	}
	return Some(m.variance(count, ddof, 0))
}

func rootOf(x Opt[float64]) Opt[float64] {
	return Opt[float64]{math.Sqrt(x.V), x.OK}
}

// goodItems is how many elements are not null.
func goodItems[T Item](x List[T]) int {
	count := len(x.Items)
	for _, null := range x.Null {
		if null {
			count--
		}
	}
	return count
}
