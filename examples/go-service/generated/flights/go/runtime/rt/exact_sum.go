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
	if low == 0 { // one number, and a division rounds once
		return high / float64(count), true
	}
	total, power := integerOf(math.Abs(high))
	rest, place := integerOf(math.Abs(low))
	zeros := bits.TrailingZeros64(rest)
	rest >>= zeros
	place += zeros // below power: low is at most half a unit of high's last digit
	if power-place > 64 {
		return 0, false
	}
	above, below := total>>(64-(power-place)), total<<(power-place)
	var carry uint64
	if (high < 0) == (low < 0) {
		below, carry = bits.Add64(below, rest, 0)
		above += carry
	} else {
		below, carry = bits.Sub64(below, rest, 0)
		above -= carry
	}
	return roundedQuotient(above, below, false, high < 0, uint64(count), place), true
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
			high, low := multiple(v, below)
			m.add(high, low, v < 0)
		}
	}
	return m.variance(count, ddof, 2*below)
}

// multiple is the magnitude of a float64 as a multiple of a power of two, which it must be one of: two words.
func multiple(x float64, unit int) (high, low uint64) {
	integer, power := integerOf(math.Abs(x))
	switch shift := power - unit; {
	case shift < 0:
		return 0, integer >> -shift
	case shift < 64:
		return integer >> (64 - shift), integer << shift
	default:
		return integer << (shift - 64), 0
	}
}

// momentBits is of how many bits the sum of as many values as there are may be, for n·Σx² to fit into 254.
const momentBits = 127

// moments are the sum, in two's complement, and the sum of squares of integers.
type moments struct {
	sumHigh, sumLow uint64
	squares         wide
}

// add is for one more integer, of which the magnitude has less than 127 bits.
func (m *moments) add(high, low uint64, negative bool) {
	var carry uint64
	if negative {
		m.sumLow, carry = bits.Sub64(m.sumLow, low, 0)
		m.sumHigh -= high + carry
	} else {
		m.sumLow, carry = bits.Add64(m.sumLow, low, 0)
		m.sumHigh += high + carry
	}
	// The square, word by word: Go keeps words in registers, arrays not.
	second, first := bits.Mul64(low, low)
	fourth, third := uint64(0), uint64(0)
	if high != 0 {
		fourth, third = bits.Mul64(high, high)
		above, below := bits.Mul64(high, low) // twice
		second, carry = bits.Add64(second, below<<1, 0)
		third, carry = bits.Add64(third, above<<1|below>>63, carry)
		fourth += carry
	}
	squares := &m.squares
	squares[0], carry = bits.Add64(squares[0], first, 0)
	squares[1], carry = bits.Add64(squares[1], second, carry)
	squares[2], carry = bits.Add64(squares[2], third, carry)
	squares[3] += fourth + carry
}

// variance is (n·Σx² - (Σx)²) / (n·(n - ddof)) · 2^power, rounded once.
func (m *moments) variance(count, ddof, power int) float64 {
	sum := wide{m.sumLow, m.sumHigh}
	if m.sumHigh>>63 != 0 {
		var borrow uint64
		sum[0], borrow = bits.Sub64(0, m.sumLow, 0)
		sum[1] = -m.sumHigh - borrow
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
	surplus := total.bitLength() - 128
	if surplus <= 0 {
		return roundedQuotient(total[1], total[0], false, negative, count, power)
	}
	top := total.shiftRight(surplus)
	return roundedQuotient(top[1], top[0], total.lowBits(surplus) != wide{}, negative, count, power+surplus)
}

// roundedQuotient is as rounded, of two words, the first of which has its highest bit set if there is a rest behind them.
func roundedQuotient(high, low uint64, rest, negative bool, count uint64, power int) float64 {
	if high == 0 {
		if low == 0 {
			return 0
		}
		high, low = low, 0
		power -= 64
	}
	zeros := bits.LeadingZeros64(high)
	high, low = high<<zeros|low>>(64-zeros), low<<zeros
	power -= zeros
	// The quotient of 128 bits by 64 has 64 at least. Its highest 64 bits are kept.
	if count > 1 {
		var remainder uint64
		high, remainder = high/count, high%count
		low, remainder = bits.Div64(remainder, low, count)
		rest = rest || remainder != 0
	}
	if high != 0 {
		zeros = bits.LeadingZeros64(high)
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
