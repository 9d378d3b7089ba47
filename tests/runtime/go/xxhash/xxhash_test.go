// Package xxhash compares the runtime's XXH64 with a library's. A module of its own, so that the runtime needs none.
package xxhash

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"featc.dev/runtime/rt"
	"github.com/cespare/xxhash/v2"
)

// Buckets that together tell any two hashes apart: the lower 62 bits, and what is left of 2^62 for the upper two.
var wide = [...]int64{1 << 62, math.MaxInt64, math.MaxInt32, 1}

// choices are the same in every run.
func choices() *rand.Rand {
	return rand.New(rand.NewPCG(1, 2))
}

// same compares a helper's buckets with the library's hash of the bytes that it should look at.
func same(t *testing.T, what any, octets []byte, bucket func(buckets int64) int64) {
	t.Helper()
	for _, buckets := range wide {
		if found, wanted := bucket(buckets), int64(xxhash.Sum64(octets)%uint64(buckets)); found != wanted {
			t.Errorf("%v in %d buckets: %d instead of %d", what, buckets, found, wanted)
		}
	}
}

func number(x int64) []byte {
	return binary.LittleEndian.AppendUint64(nil, uint64(x))
}

func text(x string) []byte {
	return append(number(int64(len(x))), x...)
}

// texts are of every length up to some stripes, and some that are long.
func texts() []string {
	random := choices()
	var found []string
	for size := range 200 {
		found = append(found, letters(random, size))
	}
	for _, size := range []int{1023, 1024, 4097, 100_000} {
		found = append(found, letters(random, size))
	}
	return append(found, "\x00", "é", strings.Repeat("\U0001f600", 33))
}

func letters(random *rand.Rand, size int) string {
	octets := make([]byte, size)
	for i := range octets {
		octets[i] = byte(random.IntN(128))
	}
	return string(octets)
}

func TestStrings(t *testing.T) {
	for _, x := range texts() {
		same(t, len(x), []byte(x), func(n int64) int64 { return rt.HashBucketString(x, n) })
	}
}

func TestNumbers(t *testing.T) {
	random := choices()
	for range 10_000 {
		x, y := int64(random.Uint64())>>random.IntN(64), int64(random.Uint64())>>random.IntN(64)
		same(t, x, number(x), func(n int64) int64 { return rt.HashBucketInt64(x, n) })
		same(t, x, append(number(x), number(y)...), func(n int64) int64 { return rt.CrossInt64(x, y, n) })
	}
}

// TestTogether is what is written piece by piece, so that pieces end at every place of a stripe.
func TestTogether(t *testing.T) {
	for _, x := range texts() {
		for _, y := range []string{"", "a", letters(choices(), 31), letters(choices(), 32), letters(choices(), 101)} {
			octets := append(text(x), text(y)...)
			same(t, len(x), octets, func(n int64) int64 { return rt.CrossString(x, y, n) })
		}
		same(t, len(x), append(text(x), number(-5)...), func(n int64) int64 { return rt.CrossStringInt64(x, -5, n) })
		same(t, len(x), append(number(5), text(x)...), func(n int64) int64 { return rt.CrossInt64String(5, x, n) })
	}
}
