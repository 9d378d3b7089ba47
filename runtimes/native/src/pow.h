/* x to the power y, and 2 to the power x, of lanes: the common path of fdlibm 5.3's e_pow. Knows no columns. */
#ifndef FEATC_POW_H
#define FEATC_POW_H

#include "constants.h"
#include "lanes.h"
#include "log.h"

/* Added to a number's bits, carries into the exponent from the mantissa on that is halved. */
#define POW_CARRY ((uint64_t)(0x100000 - 0xBB67A) << 32)

typedef struct {
  Lanes high, low;
} Pair;

/* log2 of a positive normal number in two parts, the first with its low 32 bits zero. */
INLINE Pair log2_pair(Lanes a) {
  Split parts = split(a, POW_CARRY);
  Lanes n = parts.k;
  a = (Lanes)((Words)a - (((Words)a + POW_CARRY) & EXPONENT) + ONE_BITS);
  Mask half = a >= POW_ONE; /* compared with 1.5 */
  Lanes bp = pick(half, all_lanes(1.5), all_lanes(1.0));
  Lanes u = a - bp;
  Lanes v = 1.0 / (a + bp);
  Lanes ss = u * v;
  Lanes s_h = high_part(ss);
  Words high = (((Words)a >> 33) << 32) | ((uint64_t)0x20000000 << 32);
  high += ((uint64_t)0x00080000 << 32) + ((Words)half & ((uint64_t)1 << 50));
  Lanes t_h = (Lanes)high;
  Lanes t_l = a - (t_h - bp);
  Lanes s_l = v * ((u - s_h * t_h) - s_h * t_l);
  Lanes s2 = ss * ss;
  Lanes r = s2 * s2 * (L1 + s2 * (L2 + s2 * (L3 + s2 * (L4 + s2 * (L5 + s2 * L6)))));
  r += s_l * (s_h + ss);
  s2 = s_h * s_h;
  t_h = high_part((3.0 + s2) + r);
  t_l = r - ((t_h - 3.0) - s2);
  u = s_h * t_h;
  v = s_l * t_h + t_l * ss;
  Lanes p_h = high_part(u + v);
  Lanes p_l = v - (p_h - u);
  Lanes z_h = CP_H * p_h;
  Lanes z_l = (CP_L * p_h + p_l * CP) + only(half, all_lanes(DP_L));
  Lanes dp_h = only(half, all_lanes(DP_H));
  Lanes t1 = high_part(((z_h + z_l) + dp_h) + n);
  return (Pair){t1, z_l - (((t1 - n) - dp_h) - z_h)};
}

/* 2 to the power y * (t.high + t.low); *common says for which lanes that is right. */
INLINE Lanes exp2_pair(Pair t, Lanes y, Mask *common) {
  Lanes y1 = high_part(y);
  Lanes p_l = (y - y1) * t.high + y * t.low;
  Lanes p_h = y1 * t.high;
  Lanes z = p_l + p_h;
  *common = magnitude(z) < 1021.0;
  Lanes high = magnitude(high_part(z));
  Lanes n = with_sign_of(toward_zero(only(high > 0.5, high + 0.5)), z);
  p_h -= n;
  Lanes w = high_part(p_l + p_h);
  Lanes u = w * LG2_H;
  Lanes v = (p_l - (w - p_h)) * LN2 + w * LG2_L;
  z = u + v;
  w = v - (z - u);
  Lanes s = z * z;
  Lanes t1 = z - s * (P1 + s * (P2 + s * (P3 + s * (P4 + s * P5))));
  Lanes r = (z * t1) / (t1 - 2.0) - (w + z * w);
  return scaled(1.0 - (r - z), n);
}

INLINE Lanes pow_common(Lanes x, Lanes y, Mask *common) {
  Lanes a = magnitude(x), b = magnitude(y);
  Lanes z = exp2_pair(log2_pair(a), y, common);
  *common &= log_is_common(a) & (a != 1.0) & (b > 0.0) & (b < 0x1p31);
  *common &= (b != 1.0) & (b != 0.5) & (y != 2.0);
  /* a negative base: no number for a power that is not whole, its sign for an odd one */
  Lanes whole = toward_zero(y);
  Words odd = as_words(whole) << 63;
  Lanes negative = pick(whole == y, (Lanes)((Words)z | odd), all_lanes(NAN));
  return pick(x < 0.0, negative, z);
}

INLINE Mask exp2_is_common(Lanes x) { return (magnitude(x) < 1021.0) & (x != 0.5); }

/* pow(2.0, x): the logarithm of 2.0 is 1.0 and 0.0 in its two parts. */
INLINE Lanes exp2_common(Lanes x) {
  Mask common;
  return exp2_pair((Pair){all_lanes(1.0), all_lanes(0.0)}, x, &common);
}

#endif
