/* exp, expm1 and tanh of lanes: the common paths of fdlibm 5.3. Knows no columns.
 *
 * `*_is_common` says which lanes a common path is right for; scalar.c has all paths.
 */
#ifndef FEATC_EXP_H
#define FEATC_EXP_H

#include "constants.h"
#include "lanes.h"

/* The multiple of ln 2 that fdlibm takes off x. */
INLINE Lanes multiple_of_ln2(Lanes x) {
  Lanes k = toward_zero(INV_LN2 * x + with_sign_of(all_lanes(0.5), x));
  return only(magnitude(x) >= HALF_LN2, k);
}

INLINE Mask exp_is_common(Lanes x) { return magnitude(x) < 708.0; }

INLINE Lanes exp_common(Lanes x) {
  Lanes k = multiple_of_ln2(x);
  Lanes hi = x - k * LN2_HI;
  Lanes lo = k * LN2_LO;
  Lanes r = hi - lo;
  Lanes t = r * r;
  Lanes c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
  Lanes y = 1.0 - ((lo - (r * c) / (2.0 - c)) - hi);
  return pick(magnitude(x) < 0x1p-28, 1.0 + x, scaled(y, k));
}

INLINE Mask expm1_is_common(Lanes x) { return (x > -LN2_56) & (x < 709.0); }

INLINE Lanes expm1_common(Lanes x) {
  Lanes k = multiple_of_ln2(x);
  Lanes hi = x - k * LN2_HI;
  Lanes lo = k * LN2_LO;
  Lanes r = hi - lo;
  Lanes c = (hi - r) - lo;
  Lanes hfx = 0.5 * r;
  Lanes hxs = r * hfx;
  Lanes r1 = 1.0 + hxs * (Q1 + hxs * (Q2 + hxs * (Q3 + hxs * (Q4 + hxs * Q5))));
  Lanes t = 3.0 - r1 * hfx;
  Lanes e = hxs * ((r1 - t) / (6.0 - r * t));
  e = (r * (e - c) - c) - hxs;
  /* fdlibm has a formula for each of k = -1, 0, 1, others below 20, beyond 56: of them all only the place of the 1 and
   * of factors of two differs, and these are exact. */
  Mask outside = (k < -1.0) | (k > 56.0);
  Lanes power = (Lanes)(ONE_BITS - (as_words(k) << 52)); /* 2^-k */
  Lanes before = pick(outside, all_lanes(1.0), 1.0 - power);
  Lanes y = before + (r - e);
  y = pick((k >= 20.0) & (k <= 56.0), (r - (e + power)) + 1.0, y);
  y = scaled(y, k) - only(outside, all_lanes(1.0));
  y = pick((k == 1.0) & (r < -0.25), -2.0 * (e - (r + 0.5)), y);
  /* scaling by a power of two is for normal numbers, and 0.0 is none */
  y = pick(k == 0.0, r - e, y);
  return pick(magnitude(x) < 0x1p-54, x, y);
}

INLINE Mask tanh_is_common(Lanes x) { return x == x; }

INLINE Lanes tanh_common(Lanes x) {
  Lanes a = magnitude(x);
  Mask below = a < 1.0;
  a = pick(a < 22.0, a, all_lanes(22.0)); /* from there on the result is 1 */
  Lanes t = expm1_common(pick(below, -2.0 * a, 2.0 * a));
  Lanes q = pick(below, -t, all_lanes(2.0)) / (t + 2.0);
  Lanes z = pick(below, q, 1.0 - q);
  return pick(magnitude(x) < 0x1p-55, x * (1.0 + x), with_sign_of(z, x));
}

#endif
