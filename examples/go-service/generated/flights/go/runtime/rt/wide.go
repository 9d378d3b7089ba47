package rt

import "math/bits"

// Integers of 256 bits, for what is to be exact. Knows no function.

// wide is an integer that is not negative, the low word first. What leaves it wraps.
type wide [4]uint64

func (w wide) plus(v wide) wide {
	var carry uint64
	w[0], carry = bits.Add64(w[0], v[0], 0)
	w[1], carry = bits.Add64(w[1], v[1], carry)
	w[2], carry = bits.Add64(w[2], v[2], carry)
	w[3], _ = bits.Add64(w[3], v[3], carry)
	return w
}

func (w wide) minus(v wide) wide {
	var borrow uint64
	w[0], borrow = bits.Sub64(w[0], v[0], 0)
	w[1], borrow = bits.Sub64(w[1], v[1], borrow)
	w[2], borrow = bits.Sub64(w[2], v[2], borrow)
	w[3], _ = bits.Sub64(w[3], v[3], borrow)
	return w
}

// times is the product with one word.
func (w wide) times(v uint64) wide {
	var high, carry uint64
	for i := range w {
		next, low := bits.Mul64(w[i], v)
		w[i], carry = bits.Add64(low, high, 0)
		high = next + carry
	}
	return w
}

// square is the product of an integer of 128 bits with itself.
func (w wide) square() wide {
	low, high := w.times(w[0]), w.times(w[1])
	return low.plus(wide{0, high[0], high[1], high[2]})
}

// shiftLeft moves the bits up.
func (w wide) shiftLeft(n int) wide {
	for ; n >= 64; n -= 64 {
		w = wide{0, w[0], w[1], w[2]}
	}
	return wide{w[0] << n, w[1]<<n | w[0]>>(64-n), w[2]<<n | w[1]>>(64-n), w[3]<<n | w[2]>>(64-n)}
}

// shiftRight moves the bits down.
func (w wide) shiftRight(n int) wide {
	for ; n >= 64; n -= 64 {
		w = wide{w[1], w[2], w[3], 0}
	}
	return wide{w[0]>>n | w[1]<<(64-n), w[1]>>n | w[2]<<(64-n), w[2]>>n | w[3]<<(64-n), w[3] >> n}
}

// lowBits are the last n bits.
func (w wide) lowBits(n int) wide {
	for i := range w {
		if left := n - 64*i; left < 64 {
			w[i] &= 1<<max(left, 0) - 1
		}
	}
	return w
}

// bitLength is how many bits there are from the highest that is set on.
func (w wide) bitLength() int {
	for i := len(w) - 1; i >= 0; i-- {
		if w[i] != 0 {
			return 64*i + bits.Len64(w[i])
		}
	}
	return 0
}
