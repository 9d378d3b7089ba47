package rt

import (
	"math"
	"math/big"
	"math/bits"
)

// Exact sums, means and variances of float64 values (SEMANTICS.md#reductions). Knows no operator.
//
// What is rounded is one quotient of integers times a power of two, once. Most sums are held by two float64s as they
// are (twoSum); others by an integer count of 2^-1074, the unit of which every float64 is a multiple (ExactSum). Most
// variances need integers of 256 bits (moments).

// ExactSum is a sum of float64 values that values can be added to; the zero ExactSum is that of no values. Infinities
// and NaN are counted beside it, so neither the order of values nor a sum too large on the way leaves a trace.
type ExactSum struct {
	limbs                [sumLimbs]uint64 // in two's complement, the low word first
	infinite, minus, nan int
}

// sumLimbs is room for 2^77 of the largest float64, in units of 2^-1074.
const sumLimbs = 34

// Add is for one more value.
func (s *ExactSum) Add(x float64) {
	word := math.Float64bits(x)
	place := int(word >> 52 & 0x7FF)
	integer := word & (1<<52 - 1)
	switch {
	case place == 0x7FF && integer != 0:
		s.nan++
		return
	case place == 0x7FF && x > 0:
		s.infinite++
		return
	case place == 0x7FF:
		s.minus++
		return
	case place != 0:
		integer |= 1 << 52
		place--
	}
	limbs := s.limbs[place/64:]
	place %= 64
	low, high := integer<<place, integer>>(64-place)
	var carry uint64
	if x > 0 {
		limbs[0], carry = bits.Add64(limbs[0], low, 0)
		limbs[1], carry = bits.Add64(limbs[1], high, carry)
		for i := 2; carry != 0 && i < len(limbs); i++ {
			limbs[i], carry = bits.Add64(limbs[i], 0, carry)
		}
	} else {
		limbs[0], carry = bits.Sub64(limbs[0], low, 0)
		limbs[1], carry = bits.Sub64(limbs[1], high, carry)
		for i := 2; carry != 0 && i < len(limbs); i++ {
			limbs[i], carry = bits.Sub64(limbs[i], 0, carry)
		}
	}
}

// Value is the true sum rounded once, half to even: 0.0 for no values and for a sum of zero, NaN where a NaN or both
// infinities are in it, an infinity where it is in it or where the rounded sum is too large.
func (s *ExactSum) Value() float64 {
	return s.Mean(1)
}

// Mean is the true sum divided by a count of at least 1, rounded once.
func (s *ExactSum) Mean(count int) float64 {
	switch {
	case s.nan > 0 || s.infinite > 0 && s.minus > 0:
		return math.NaN()
	case s.infinite > 0:
		return math.Inf(1)
	case s.minus > 0:
		return math.Inf(-1)
	}
	limbs := s.limbs
	negative := limbs[sumLimbs-1]>>63 != 0
	if negative {
		var borrow uint64
		for i := range limbs {
			limbs[i], borrow = bits.Sub64(0, limbs[i], borrow)
		}
	}
	top := sumLimbs - 1
	for top > 3 && limbs[top] == 0 {
		top--
	}
	total := wide(limbs[top-3 : top+1])
	for _, limb := range limbs[:top-3] {
		if limb != 0 {
			total[0] |= 1 // no digit that counts: it says that there is a rest
		}
	}
	return rounded(total, negative, uint64(count), 64*(top-3)-1074)
}

// twoSum is an exact sum as long as two float64s hold it. The zero twoSum is that of no values.
type twoSum struct {
	high, low float64
	lost      bool // whether something did not fit, or is no number: then the sum is unknown
}

// add is for one more value. What an addition of two float64s rounds away is a float64 (D. Knuth, The Art of Computer
// Programming, volume 2, 4.2.2), which six operations find; of an infinity or a NaN they make a NaN.
func (s *twoSum) add(x float64) {
	high := s.high + x
	part := high - s.high
	rest := (s.high - (high - part)) + (x - part)
	low := s.low + rest
	part = low - s.low
	if (s.low-(low-part))+(rest-part) != 0 {
		s.lost = true
	}
	s.high, s.low = high, low
}

// value is the sum rounded once, if nothing was lost: an addition is.
func (s *twoSum) value() float64 {
	return s.high + s.low
}

// mean is the sum divided by a count of at least 1, rounded once. It says whether it knows it.
func (s *twoSum) mean(count int) (mean float64, ok bool) {
	high := s.high + s.low
	part := high - s.high
	low := (s.high - (high - part)) + (s.low - part)
	if s.lost || !IsFiniteFloat64(high) {
		return 0, false
	}
	if high == 0 {
		return 0, true
	}
	total, power := integerOf(math.Abs(high))
	if low == 0 {
		return rounded(wide{total}, high < 0, uint64(count), power), true
	}
	rest, place := integerOf(math.Abs(low))
	zeros := bits.TrailingZeros64(rest)
	rest >>= zeros
	place += zeros // below power: low is at most half a unit of high's last digit
	if power-place > 190 {
		return 0, false
	}
	sum := wide{total}.shiftLeft(power - place)
	if (high < 0) == (low < 0) {
		sum = sum.plus(wide{rest})
	} else {
		sum = sum.minus(wide{rest})
	}
	return rounded(sum, high < 0, uint64(count), place), true
}

// exactSum is the true sum of what is not null, rounded once.
func exactSum(x List[float64]) float64 {
	var sum twoSum
	for i, v := range x.Items {
		if !x.IsNull(i) {
			sum.add(v)
		}
	}
	if !sum.lost {
		return sum.value()
	}
	exact := longSum(x)
	return exact.Value()
}

// exactMean is the true mean of what is not null, at least one value, rounded once.
func exactMean(x List[float64], count int) float64 {
	var sum twoSum
	for i, v := range x.Items {
		if !x.IsNull(i) {
			sum.add(v)
		}
	}
	if mean, ok := sum.mean(count); ok {
		return mean
	}
	exact := longSum(x)
	return exact.Mean(count)
}

// longSum is the sum of what is not null, for what twoSum does not hold.
func longSum(x List[float64]) (sum ExactSum) {
	for i, v := range x.Items {
		if !x.IsNull(i) {
			sum.Add(v)
		}
	}
	return sum
}

// exactVariance is the true variance of what is not null, more than ddof values, rounded once; NaN where a value is no
// number.
func exactVariance(x List[float64], count, ddof int) float64 {
	// Where the values' highest digits end, and their lowest begin, as powers of two.
	above, below := math.MinInt, math.MaxInt
	for _, v := range x.Items {
		if !IsFiniteFloat64(v) {
			return math.NaN()
		}
		if v != 0 {
			integer, power := integerOf(math.Abs(v))
			above = max(above, power+bits.Len64(integer))
			below = min(below, power+bits.TrailingZeros64(integer))
		}
	}
	if above < below {
		return 0
	}
	if above-below+bits.Len(uint(count)) > momentBits {
		return longVariance(x, count, ddof, below)
	}
	var m moments
	for i, v := range x.Items {
		if !x.IsNull(i) {
			m.add(multiple(v, below), v < 0)
		}
	}
	return m.variance(count, ddof, 2*below)
}

// multiple is the magnitude of a float64 as a multiple of a power of two, which it must be one of.
func multiple(x float64, unit int) wide {
	integer, power := integerOf(math.Abs(x))
	if power < unit {
		return wide{integer >> (unit - power)}
	}
	return wide{integer}.shiftLeft(power - unit)
}

// momentBits is of how many bits the sum of as many values as there are may be, for n·Σx² to fit into 254.
const momentBits = 127

// moments are the sum and the sum of squares of integers.
type moments struct {
	sum, squares wide // the sum in two's complement
}

func (m *moments) add(magnitude wide, negative bool) {
	if negative {
		m.sum = m.sum.minus(magnitude)
	} else {
		m.sum = m.sum.plus(magnitude)
	}
	m.squares = m.squares.plus(magnitude.square())
}

// variance is (n·Σx² - (Σx)²) / (n·(n - ddof)) · 2^power, rounded once.
func (m *moments) variance(count, ddof, power int) float64 {
	sum := m.sum
	if sum[3]>>63 != 0 {
		sum = wide{}.minus(sum)
	}
	total := m.squares.times(uint64(count)).minus(sum.square())
	return rounded(total, false, uint64(count)*uint64(count-ddof), power)
}

// longVariance is the variance of what is not null where the integers of moments are too short; values are multiples of
// 2^below.
func longVariance(x List[float64], count, ddof, below int) float64 {
	var value, square, sum, squares big.Int
	for i, v := range x.Items {
		if !x.IsNull(i) && v != 0 {
			integer, power := integerOf(math.Abs(v))
			value.SetUint64(integer)
			if power < below {
				value.Rsh(&value, uint(below-power))
			} else {
				value.Lsh(&value, uint(power-below))
			}
			squares.Add(&squares, square.Mul(&value, &value))
			if v < 0 {
				value.Neg(&value)
			}
			sum.Add(&sum, &value)
		}
	}
	total := squares.Mul(&squares, value.SetInt64(int64(count)))
	total.Sub(total, sum.Mul(&sum, &sum))
	surplus := max(total.BitLen()-256, 0)
	rest := total.BitLen() > 0 && int(total.TrailingZeroBits()) < surplus
	total.Rsh(total, uint(surplus))
	var bytes [32]byte
	total.FillBytes(bytes[:])
	var top wide
	for i, b := range bytes {
		top[3-i/8] = top[3-i/8]<<8 | uint64(b)
	}
	if rest {
		top[0] |= 1
	}
	return rounded(top, false, uint64(count)*uint64(count-ddof), 2*below+surplus)
}

// rounded is the float64 nearest to total / count · 2^power, half to even; an infinity where that is too large, a zero
// of the same sign where it is too small. Of the total the highest 128 bits count, of the others whether there are any.
func rounded(total wide, negative bool, count uint64, power int) float64 {
	length := total.bitLength()
	if length == 0 {
		return 0
	}
	rest := false
	if length > 128 {
		rest = total.lowBits(length-128) != wide{}
		total = total.shiftRight(length - 128)
	} else {
		total = total.shiftLeft(128 - length)
	}
	power += length - 128
	// The quotient of 128 bits by 64 has 64 at least. Its highest 64 bits are kept.
	high, low := total[1], total[0]
	if count > 1 {
		var remainder uint64
		high, remainder = high/count, high%count
		low, remainder = bits.Div64(remainder, low, count)
		rest = rest || remainder != 0
	}
	if high != 0 {
		zeros := bits.LeadingZeros64(high)
		rest = rest || low<<zeros != 0
		low = high<<zeros | low>>(64-zeros)
		power += 64 - zeros
	}
	// Bits that a float64 has no place for: 11, and more of a subnormal number.
	exponent := power + 63
	dropped := uint(11)
	if exponent < -1022 {
		dropped += uint(-1022 - exponent)
	}
	kept, cut := low>>dropped, uint64(0)
	if dropped <= 64 {
		cut = low << (64 - dropped)
	}
	if cut > 1<<63 || cut == 1<<63 && (rest || kept&1 != 0) {
		kept++
	}
	switch {
	case exponent > 1023:
		kept = 0x7FF << 52
	case exponent >= -1022: // the leading bit of what is kept counts one more; a carry goes where it belongs
		kept += uint64(exponent+1022) << 52
	}
	if negative {
		kept |= 1 << 63
	}
	return math.Float64frombits(kept)
}
