package rt

import "math"

// What an angle leaves when multiples of pi/2 are taken off, by fdlibm 5.3's e_rem_pio2 and k_rem_pio2.
//
// There are two ways: angles up to about 2^19 pi/2 lose the nearest multiple in steps of 33 bits of pi; of larger ones
// the product with the bits of 2/pi that matter is formed exactly (Payne and Hanek), its fraction multiplied by pi/2.
// Only numbers that are not negative are asked for: both ways are odd.

const (
	invPio2 float64 = 6.36619772367581382433e-01
	// pi/2 in pieces of 33 bits, and after each what is left.
	pio2First      float64 = 1.57079632673412561417e00
	pio2FirstTail  float64 = 6.07710050650619224932e-11
	pio2Second     float64 = 6.07710050630396597660e-11
	pio2SecondTail float64 = 2.02226624879595063154e-21
	pio2Third      float64 = 2.02226624871116645580e-21
	pio2ThirdTail  float64 = 8.47842766036889956997e-32
	// From the first on angles are reduced, from the second on by Payne and Hanek.
	quarterTurn float64 = 0x1.921fcp-1
	angleMedium float64 = 0x1.921fcp+20
)

// pio2Pieces is pi/2 in pieces of 24 bits.
var pio2Pieces = [5]float64{
	1.57079625129699707031e00,
	7.54978941586159635335e-08,
	5.39030252995776476554e-15,
	3.28200341580791294123e-22,
	1.27065575308067607349e-29,
}

// pio2HighWords has the high words of the first 31 multiples of pi/2: elsewhere below the 32nd, nothing cancels that
// needs more bits.
var pio2HighWords = [32]uint32{
	0x00000000, 0x3FF921FB, 0x400921FB, 0x4012D97C, 0x401921FB, 0x401F6A7A, 0x4022D97C, 0x4025FDBB,
	0x402921FB, 0x402C463A, 0x402F6A7A, 0x4031475C, 0x4032D97C, 0x40346B9C, 0x4035FDBB, 0x40378FDB,
	0x403921FB, 0x403AB41B, 0x403C463A, 0x403DD85A, 0x403F6A7A, 0x40407E4C, 0x4041475C, 0x4042106C,
	0x4042D97C, 0x4043A28C, 0x40446B9C, 0x404534AC, 0x4045FDBB, 0x4046C6CB, 0x40478FDB, 0x404858EB,
}

// twoOverPi is 2/pi after the point, in 66 digits of 24 bits.
var twoOverPi = [66]uint32{
	0xA2F983, 0x6E4E44, 0x1529FC, 0x2757D1, 0xF534DD, 0xC0DB62, 0x95993C, 0x439041,
	0xFE5163, 0xABDEBB, 0xC561B7, 0x246E3A, 0x424DD2, 0xE00649, 0x2EEA09, 0xD1921C,
	0xFE1DEB, 0x1CB129, 0xA73EE8, 0x8235F5, 0x2EBB44, 0x84E99C, 0x7026B4, 0x5F7E41,
	0x3991D6, 0x398353, 0x39F49C, 0x845F8B, 0xBDF928, 0x3B1FF8, 0x97FFDE, 0x05980F,
	0xEF2F11, 0x8B5A0A, 0x6D1F6D, 0x367ECF, 0x27CB09, 0xB74F46, 0x3F669E, 0x5FEA2D,
	0x7527BA, 0xC7EBE5, 0xF17B3D, 0x0739F7, 0x8A5292, 0xEA6BFB, 0x5FB11F, 0x8D5D08,
	0x560330, 0x46FC7B, 0x6BABF0, 0xCFBC20, 0x9AF436, 0x1DA9E3, 0x91615E, 0xE61B08,
	0x659985, 0x5F14A0, 0x68408D, 0xFFD880, 0x4D7327, 0x310606, 0x1556CA, 0x73A8C9,
	0x60E27B, 0xC08C6B,
}

// remPio2 is the multiple of pi/2 taken off (its last 3 bits at least), and what is left in two parts; a >=
// quarterTurn.
func remPio2(a float64) (n int, y, tail float64) {
	if a >= angleMedium {
		return remPio2Huge(a)
	}
	n = int(float64(a*invPio2) + 0.5)
	times := float64(n)
	r := a - float64(times*pio2First)
	w := float64(times * pio2FirstTail)
	y = r - w
	exponent := int(math.Float64bits(a)>>52) - 1023
	if math.Abs(y) < powerOfTwo(exponent-16) && (n >= 32 || highWord(a) == pio2HighWords[n]) {
		t := r
		w = float64(times * pio2Second)
		r = t - w
		w = float64(times*pio2SecondTail) - ((t - r) - w)
		y = r - w
		if math.Abs(y) < powerOfTwo(exponent-49) && n != 1 {
			t = r
			w = float64(times * pio2Third)
			r = t - w
			w = float64(times*pio2ThirdTail) - ((t - r) - w)
			y = r - w
		}
	}
	return n, y, (r - y) - w
}

// pio2Digits is more digits of 24 bits than any fraction has that a float64 leaves.
const pio2Digits = 10

// remPio2Huge is as remPio2, for finite numbers from angleMedium on.
//
// fdlibm holds the product in float64s and ints of 24 bits. Up to the digits of the fraction nothing is rounded, so
// here it is one integer; what wraps is of whole turns.
func remPio2Huge(a float64) (n int, y, tail float64) {
	word := math.Float64bits(a)
	e := int(word>>52) - 1022
	m := word&(1<<52-1) | 1<<52 // a · 2^(53-e); its digits are those of m · 2^19
	x := [3]uint64{m >> 29, m >> 5 & 0xFFFFFF, m << 19 & 0xFFFFFF}
	first := max((e-27)/24, 0)
	last := 4
	var fraction wide
	var point int
	var negative bool
	for {
		var total wide
		for i := first; i <= first+last; i++ {
			column := uint64(0)
			for j := 0; j < 3 && j <= i; j++ {
				column += x[j] * uint64(twoOverPi[i-j])
			}
			total = total.shiftLeft(24).plus(wide{column})
		}
		point = 24*(last+first+2) - e // bits of the fraction
		n = int(total.shiftRight(point)[0] & 7)
		fraction = total.lowBits(point)
		negative = fraction.shiftRight(point - 1)[0] == 1
		if negative {
			n++
			fraction = wide{}.minus(fraction).lowBits(point)
		}
		length := fraction.bitLength()
		if length > 96 {
			break
		}
		last += 4 - (length-1)/24
	}
	digits := (fraction.bitLength() + 23) / 24
	var pieces, terms [pio2Digits]float64
	for d := range digits {
		place := 24 * (digits - 1 - d)
		pieces[d] = float64(float64(fraction.shiftRight(place)[0]&0xFFFFFF) * powerOfTwo(place-point))
	}
	for d := range digits {
		for k := 0; k < 5 && k <= d; k++ {
			terms[d] += float64(pio2Pieces[k] * pieces[d-k])
		}
	}
	for d := digits - 1; d >= 0; d-- {
		y += terms[d]
	}
	tail = terms[0] - y
	for d := 1; d < digits; d++ {
		tail += terms[d]
	}
	if negative {
		return n, -y, -tail
	}
	return n, y, tail
}
