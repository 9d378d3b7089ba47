/* Bit moves on float64, exact on every processor. Knows no function. */
#ifndef FEATC_BITS_H
#define FEATC_BITS_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#ifdef __FAST_MATH__
#error "the kernel must not be built with -ffast-math: its results would depend on the compiler"
#endif
#if defined(__FLT_EVAL_METHOD__) && __FLT_EVAL_METHOD__ != 0
#error "the kernel needs arithmetic in float64 (on 32-bit x86: -msse2 -mfpmath=sse)"
#endif

#define EXPONENT 0x7FF0000000000000u
#define ONE_BITS 0x3FF0000000000000u
#define LOW_WORD 0x00000000FFFFFFFFu
/* 1.5 * 2^52: added to a small whole number, puts it into the low bits of the float64, as two's complement. */
#define INTO_BITS 0x1.8p52

static inline uint64_t bits(double x) {
  uint64_t b;
  memcpy(&b, &x, sizeof b);
  return b;
}

static inline double from_bits(uint64_t b) {
  double x;
  memcpy(&x, &b, sizeof x);
  return x;
}

#endif
