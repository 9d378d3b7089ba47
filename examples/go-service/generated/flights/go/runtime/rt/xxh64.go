package rt

import "encoding/binary"

// XXH64 with seed 0, as its specification states it. Knows bytes, no operator.

const (
	prime1 uint64 = 0x9E3779B185EBCA87
	prime2 uint64 = 0xC2B2AE3D27D4EB4F
	prime3 uint64 = 0x165667B19E3779F9
	prime4 uint64 = 0x85EBCA77C2B2AE63
	prime5 uint64 = 0x27D4EB2F165667C5

	stripe = 32 // bytes that the four lanes take in together
)

// lanes are the four running sums of an input of at least a stripe.
type lanes [4]uint64

func freshLanes() lanes {
	first := prime1 // a variable: constants do not wrap
	return lanes{first + prime2, prime2, 0, -first}
}

// hashString is XXH64 of the UTF-8 bytes of a string.
func hashString(x string) uint64 {
	at, hash := 0, prime5
	if len(x) >= stripe {
		sums := freshLanes()
		for ; len(x)-at >= stripe; at += stripe {
			take(&sums, x[at:at+stripe])
		}
		hash = sums.merged()
	}
	return finished(hash+uint64(len(x)), x[at:])
}

// hashInt64 is XXH64 of the 8 little-endian bytes of a number.
func hashInt64(x int64) uint64 {
	return avalanched(withWord(prime5+8, uint64(x)))
}

// hashInt64s is XXH64 of the 8 little-endian bytes of one number and those of another.
func hashInt64s(x, y int64) uint64 {
	return avalanched(withWord(withWord(prime5+16, uint64(x)), uint64(y)))
}

// hasher is XXH64 of what is written to it, piece by piece. Its zero value is ready.
type hasher struct {
	sums  lanes
	begun bool // whether the lanes took in a stripe
	block [stripe]byte
	held  int // bytes of block that no lane has taken in
	total int
}

// text writes a string as it is hashed beside others: its length in 8 little-endian bytes, then its UTF-8 bytes.
func (h *hasher) text(x string) {
	h.number(int64(len(x)))
	h.total += len(x)
	if h.held > 0 {
		n := copy(h.block[h.held:], x)
		h.held += n
		x = x[n:]
		h.takeFull()
	}
	for ; len(x) >= stripe; x = x[stripe:] {
		h.begin()
		take(&h.sums, x[:stripe])
	}
	if x != "" {
		h.held = copy(h.block[:], x)
	}
}

// number writes the 8 little-endian bytes of a number.
func (h *hasher) number(x int64) {
	h.total += 8
	var word [8]byte
	binary.LittleEndian.PutUint64(word[:], uint64(x))
	n := copy(h.block[h.held:], word[:])
	h.held += n
	h.takeFull()
	h.held += copy(h.block[h.held:], word[n:])
}

func (h *hasher) takeFull() {
	if h.held == stripe {
		h.begin()
		take(&h.sums, h.block[:])
		h.held = 0
	}
}

func (h *hasher) begin() {
	if !h.begun {
		h.sums, h.begun = freshLanes(), true
	}
}

func (h *hasher) sum() uint64 {
	hash := prime5
	if h.begun {
		hash = h.sums.merged()
	}
	return finished(hash+uint64(h.total), h.block[:h.held])
}

func take[B string | []byte](sums *lanes, block B) {
	sums[0] = round64(sums[0], word64(block, 0))
	sums[1] = round64(sums[1], word64(block, 8))
	sums[2] = round64(sums[2], word64(block, 16))
	sums[3] = round64(sums[3], word64(block, 24))
}

func (sums *lanes) merged() uint64 {
	hash := rotated(sums[0], 1) + rotated(sums[1], 7) + rotated(sums[2], 12) + rotated(sums[3], 18)
	for _, sum := range sums {
		hash = (hash^round64(0, sum))*prime1 + prime4
	}
	return hash
}

// finished takes in what is less than a stripe.
func finished[B string | []byte](hash uint64, tail B) uint64 {
	at := 0
	for ; len(tail)-at >= 8; at += 8 {
		hash = withWord(hash, word64(tail, at))
	}
	if len(tail)-at >= 4 {
		word := uint64(tail[at]) | uint64(tail[at+1])<<8 | uint64(tail[at+2])<<16 | uint64(tail[at+3])<<24
		hash = rotated(hash^word*prime1, 23)*prime2 + prime3
		at += 4
	}
	for ; at < len(tail); at++ {
		hash = rotated(hash^uint64(tail[at])*prime5, 11) * prime1
	}
	return avalanched(hash)
}

func withWord(hash, word uint64) uint64 {
	return rotated(hash^round64(0, word), 27)*prime1 + prime4
}

func round64(sum, word uint64) uint64 {
	return rotated(sum+word*prime2, 31) * prime1
}

func avalanched(hash uint64) uint64 {
	hash = (hash ^ hash>>33) * prime2
	hash = (hash ^ hash>>29) * prime3
	return hash ^ hash>>32
}

func rotated(x uint64, by uint) uint64 {
	return x<<by | x>>(64-by)
}

func word64[B string | []byte](b B, at int) uint64 {
	_ = b[at+7]
	return uint64(b[at]) | uint64(b[at+1])<<8 | uint64(b[at+2])<<16 | uint64(b[at+3])<<24 |
		uint64(b[at+4])<<32 | uint64(b[at+5])<<40 | uint64(b[at+6])<<48 | uint64(b[at+7])<<56
}
