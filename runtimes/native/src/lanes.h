/* A few float64s worked on at once, one in each lane. Knows no function.
 *
 * GCC's and Clang's vector types: the arithmetic of a lane is exactly that of a single float64, whatever the width, so
 * the width changes no bit. A comparison gives lanes of all ones or all zeros; `pick` chooses by them, so that code has
 * no branches and every formula is computed for every lane.
 */
#ifndef FEATC_LANES_H
#define FEATC_LANES_H

#include <stddef.h>

#include "bits.h"

#if defined(__AVX512F__)
#define LANE_BYTES 64
#elif defined(__AVX2__)
#define LANE_BYTES 32
#else
#define LANE_BYTES 16
#endif
#define LANES (LANE_BYTES / 8)

typedef double Lanes __attribute__((vector_size(LANE_BYTES)));
typedef int64_t Mask __attribute__((vector_size(LANE_BYTES)));
typedef uint64_t Words __attribute__((vector_size(LANE_BYTES)));
typedef int32_t Ints __attribute__((vector_size(LANE_BYTES / 2)));

#define INLINE static inline __attribute__((always_inline))

INLINE Lanes load(const double *from) {
  Lanes x;
  memcpy(&x, from, sizeof x);
  return x;
}

INLINE void store(double *to, Lanes x) { memcpy(to, &x, sizeof x); }

INLINE Lanes all_lanes(double x) {
  Lanes lanes = {0};
  return lanes + x; /* exact but for -0.0, which nobody asks for */
}

INLINE Lanes pick(Mask which, Lanes yes, Lanes no) { return (Lanes)((which & (Mask)yes) | (~which & (Mask)no)); }

/* x where the mask is set, 0.0 elsewhere. */
INLINE Lanes only(Mask which, Lanes x) { return (Lanes)(which & (Mask)x); }

INLINE int any(Mask which) {
  int64_t found = 0;
  for (int i = 0; i < LANES; i++) found |= which[i];
  return found != 0;
}

INLINE Lanes magnitude(Lanes x) { return (Lanes)((Mask)x & INT64_MAX); }

/* A positive number with the sign of another. */
INLINE Lanes with_sign_of(Lanes x, Lanes sign) { return (Lanes)((Mask)x | ((Mask)sign & INT64_MIN)); }

/* Toward zero; for numbers below 2^31 in magnitude (others give some number, and are mended by the caller). */
INLINE Lanes toward_zero(Lanes x) { return __builtin_convertvector(__builtin_convertvector(x, Ints), Lanes); }

/* The low bits of the words are the whole number k, as two's complement. */
INLINE Words as_words(Lanes k) { return (Words)(k + INTO_BITS); }

/* y * 2^k where y and the result are normal numbers. */
INLINE Lanes scaled(Lanes y, Lanes k) { return (Lanes)((Words)y + (as_words(k) << 52)); }

INLINE Lanes root(Lanes x) {
  for (int i = 0; i < LANES; i++) x[i] = sqrt(x[i]);
  return x;
}

/* The low 32 bits cleared. */
INLINE Lanes high_part(Lanes x) { return (Lanes)((Words)x & ~(uint64_t)LOW_WORD); }

#endif
