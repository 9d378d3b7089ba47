package rt

import "math"

// The words, the mantissa and the exponent of a float64, as fdlibm looks at them. Knows no function.
//
// fdlibm branches on the high word; a bound on it is here the float64 with that high word and a low word of 0.

// fromHigh is the float64 with this high word, below 2^31, and a low word of 0.
func fromHigh(word uint32) float64 {
	return math.Float64frombits(uint64(word) << 32)
}

// truncated is the number with the low 32 bits of its float64 cleared.
func truncated(x float64) float64 {
	return math.Float64frombits(math.Float64bits(x) &^ 0xFFFFFFFF)
}

// highWord is the high word of a number that is not negative.
func highWord(x float64) uint32 {
	return uint32(math.Float64bits(x) >> 32)
}

// mantissaOf is the m and the power with x = m · 2^power, m from 0.5 to 1, of a positive finite number.
func mantissaOf(x float64) (m float64, power int) {
	if x < tinyNormal {
		x = float64(x * 0x1p+54)
		power = -54
	}
	word := math.Float64bits(x)
	return math.Float64frombits(word&(1<<52-1) | 1022<<52), power + int(word>>52) - 1022
}

// scaled is x · 2^power, where both are normal numbers.
func scaled(x float64, power int) float64 {
	return math.Float64frombits(math.Float64bits(x) + uint64(power)<<52)
}
