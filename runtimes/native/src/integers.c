/* Functions of columns of int64 that take several passes elsewhere. Knows arithmetic, no calendar and no operator.
 *
 * Divisors of the clock are known when this is compiled where they are a clock's, so that no division is left.
 */
#include <stddef.h>
#include <stdint.h>

#include "export.h"

/* How many whole units lie between the start and x, which is not before it. */
static inline uint64_t whole_units(int64_t x, int64_t start, uint64_t unit) {
  return ((uint64_t)x - (uint64_t)start) / unit;
}

/* The whole units since the last multiple of `count` units from the start on. */
EXPORT void featc_clock(const int64_t *x, size_t rows, int64_t start, int64_t unit, int64_t count, int64_t *out) {
#define CLOCK(KNOWN_UNIT, KNOWN_COUNT)                                                                         \
  if (unit == KNOWN_UNIT && count == KNOWN_COUNT) {                                                            \
    for (size_t i = 0; i < rows; i++) out[i] = (int64_t)(whole_units(x[i], start, KNOWN_UNIT) % KNOWN_COUNT);  \
    return;                                                                                                    \
  }
  CLOCK(3600000000, 24)
  CLOCK(60000000, 60)
  CLOCK(1000000, 60)
#undef CLOCK
  for (size_t i = 0; i < rows; i++) out[i] = (int64_t)(whole_units(x[i], start, (uint64_t)unit) % (uint64_t)count);
}

#define PRIME_1 0x9E3779B185EBCA87u
#define PRIME_2 0xC2B2AE3D27D4EB4Fu
#define PRIME_3 0x165667B19E3779F9u
#define PRIME_4 0x85EBCA77C2B2AE63u
#define PRIME_5 0x27D4EB2F165667C5u

static inline uint64_t rotated(uint64_t x, int left) { return x << left | x >> (64 - left); }

/* XXH64 with seed 0 of a number's 8 little-endian bytes. */
static inline uint64_t xxh64(uint64_t x) {
  uint64_t hash = (PRIME_5 + 8) ^ rotated(x * PRIME_2, 31) * PRIME_1;
  hash = rotated(hash, 27) * PRIME_1 + PRIME_4;
  hash = (hash ^ hash >> 33) * PRIME_2;
  hash = (hash ^ hash >> 29) * PRIME_3;
  return hash ^ hash >> 32;
}

/* XXH64 of each number, unsigned, modulo `buckets`, which is at least 1. */
EXPORT void featc_hash_bucket(const int64_t *x, size_t rows, int64_t buckets, int64_t *out) {
  uint64_t divisor = (uint64_t)buckets;
  /* 2^64 / divisor rounded down: the quotient by it is at most one too small */
  uint64_t inverse = divisor > 1 ? (uint64_t)(((unsigned __int128)1 << 64) / divisor) : 0;
  for (size_t i = 0; i < rows; i++) {
    uint64_t hash = xxh64((uint64_t)x[i]);
    uint64_t quotient = (uint64_t)(((unsigned __int128)hash * inverse) >> 64);
    uint64_t rest = hash - quotient * divisor;
    out[i] = (int64_t)(rest - (divisor & -(uint64_t)(rest >= divisor)));
  }
  if (divisor == 1)
    for (size_t i = 0; i < rows; i++) out[i] = 0;
}
