/* log, log1p, log2 and log10 of lanes: the common paths of fdlibm 5.3 (log2: msun). Knows no columns.
 *
 * `*_is_common` says which lanes a common path is right for; scalar.c has all paths.
 */
#ifndef FEATC_LOG_H
#define FEATC_LOG_H

#include "constants.h"
#include "lanes.h"

/* Added to a number's bits, carries into the exponent from the mantissa on that is halved. */
#define LOG_CARRY ((uint64_t)0x95F64 << 32)
#define LOG1P_CARRY ((uint64_t)0x95F62 << 32)
/* The bits of 2^52: or-ed with a small whole number they are the float64 2^52 + that number. */
#define WHOLE_BITS ((uint64_t)0x433 << 52)

typedef struct {
  Lanes f, k;
} Split;

/* A positive normal number as 2^k (1 + f). */
INLINE Split split(Lanes x, uint64_t carry) {
  Words exponent = ((Words)x + carry) & EXPONENT;
  Lanes f = (Lanes)((Words)x - exponent + ONE_BITS) - 1.0;
  Lanes k = (Lanes)((exponent >> 52) | WHOLE_BITS) - (0x1p52 + 1023.0);
  return (Split){f, k};
}

/* The polynomial of log and log2. */
INLINE Lanes log_series(Lanes s) {
  Lanes z = s * s;
  Lanes w = z * z;
  Lanes t1 = w * (LG2 + w * (LG4 + w * LG6));
  Lanes t2 = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7)));
  return t2 + t1;
}

INLINE Mask log_is_common(Lanes x) { return (x >= TINY_NORMAL) & (x <= LARGEST); }

INLINE Lanes log_common(Lanes x) {
  Split parts = split(x, LOG_CARRY);
  Lanes f = parts.f, k = parts.k;
  Lanes s = f / (2.0 + f);
  Lanes r = log_series(s);
  Lanes hfsq = 0.5 * f * f;
  Lanes outer = (hfsq - (s * (hfsq + r) + k * LN2_LO)) - f;
  Lanes inner = (s * (f - r) - k * LN2_LO) - f;
  Lanes small = (f * f * (0.5 - 0.33333333333333333 * f) - k * LN2_LO) - f;
  Lanes part = pick((f >= LOG_HIGH) | (f < LOG_LOW), outer, inner);
  part = pick((f >= -0x1p-20) & (f < 0x1p-20), small, part);
  return k * LN2_HI - part;
}

INLINE Mask log2_is_common(Lanes x) { return log_is_common(x); }

INLINE Lanes log2_common(Lanes x) {
  Split parts = split(x, LOG_CARRY);
  Lanes f = parts.f, k = parts.k;
  Lanes hfsq = 0.5 * f * f;
  Lanes s = f / (2.0 + f);
  Lanes r = s * (hfsq + log_series(s));
  Lanes hi = high_part(f - hfsq);
  Lanes lo = ((f - hi) - hfsq) + r;
  Lanes high = hi * INV_LN2_HI;
  Lanes low = (lo + hi) * INV_LN2_LO + lo * INV_LN2_HI;
  Lanes w = k + high;
  low += (k - w) + high;
  return low + w;
}

INLINE Mask log10_is_common(Lanes x) { return log_is_common(x); }

INLINE Lanes log10_common(Lanes x) {
  /* a mantissa in 1..2 for numbers from 1 on, in 0.5..1 below */
  Mask below = x < 1.0;
  Words exponent = (Words)x >> 52;
  Lanes k = (Lanes)(exponent | WHOLE_BITS) - (0x1p52 + 1023.0);
  k += only(below, all_lanes(1.0));
  Words half = (Words)below & ((uint64_t)1 << 52);
  Lanes m = (Lanes)(((Words)x & ~EXPONENT) + ONE_BITS - half);
  Lanes z = k * LOG10_2_LO + INV_LN10 * log_common(m);
  return z + k * LOG10_2_HI;
}

INLINE Mask log1p_is_common(Lanes x) { return (x > -1.0) & (x < 0x1p53); }

INLINE Lanes log1p_common(Lanes x) {
  Mask near = (x > LOG1P_LOW) & (x < LOG1P_HIGH);
  Lanes u = 1.0 + x;
  Split parts = split(u, LOG1P_CARRY);
  Lanes k = only(~near, parts.k);
  Lanes f = pick(near, x, parts.f);
  Lanes c = pick(u >= 2.0, 1.0 - (u - x), x - (u - 1.0)) / u;
  c = only(k != 0.0, c);
  Lanes hfsq = 0.5 * f * f;
  Lanes s = f / (2.0 + f);
  Lanes z = s * s;
  Lanes r = z * (LG1 + z * (LG2 + z * (LG3 + z * (LG4 + z * (LG5 + z * (LG6 + z * LG7))))));
  Lanes low = k * LN2_LO + c;
  Lanes part = (hfsq - (s * (hfsq + r) + low)) - f;
  Lanes small = (hfsq * (1.0 - 0.66666666666666666 * f) - low) - f;
  part = pick((f >= -0x1.8p-20) & (f < 0x1p-20) & ~near, small, part);
  return pick(magnitude(x) < 0x1p-29, x - x * x * 0.5, k * LN2_HI - part);
}

#endif
