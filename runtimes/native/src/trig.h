/* sin, cos and tan of lanes: the common paths of fdlibm 5.3. Knows no columns.
 *
 * Angles up to about 2^19 pi/2 lose the nearest multiple of pi/2 in steps of 33 bits of pi. Common are those of which
 * two steps leave enough.
 */
#ifndef FEATC_TRIG_H
#define FEATC_TRIG_H

#include "constants.h"
#include "lanes.h"

/* What is left of a magnitude, in two parts; the multiple that was taken off; whether that is right. */
typedef struct {
  Lanes y, tail, n;
  Mask common;
} Rest;

INLINE Rest rem_pio2(Lanes a) {
  Lanes n = only(a >= QUARTER, toward_zero(a * INV_PIO2 + 0.5));
  Lanes r = a - n * PIO2_1;
  Lanes w = n * PIO2_1T;
  Lanes y = r - w;
  Lanes least = (Lanes)((Words)a & EXPONENT);
  Mask again = magnitude(y) < least * 0x1p-16;
  /* the first 31 multiples go on only beside some high words: that is left to the scalar function */
  Mask common = (a < MEDIUM) & ((n >= 32.0) | ~again);
  Lanes w2 = n * PIO2_2;
  Lanes r2 = r - w2;
  w2 = n * PIO2_2T - ((r - r2) - w2);
  Lanes y2 = r2 - w2;
  common &= ~again | (magnitude(y2) >= least * 0x1p-49);
  r = pick(again, r2, r);
  w = pick(again, w2, w);
  y = pick(again, y2, y);
  return (Rest){y, (r - y) - w, n, common};
}

/* The sine of x + y, for x up to pi/4 and y small beside it; of x alone where `alone`. */
INLINE Lanes sin_of_rest(Lanes x, Lanes y, Mask alone) {
  Lanes z = x * x;
  Lanes v = z * x;
  Lanes r = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)));
  Lanes both = x - ((z * (0.5 * y - v * r) - y) - v * S1);
  return pick(magnitude(x) < TINY, x, pick(alone, x + v * (S1 + z * r), both));
}

/* The cosine of x + y, for x up to pi/4 and y small beside it. */
INLINE Lanes cos_of_rest(Lanes x, Lanes y) {
  Lanes a = magnitude(x);
  Lanes z = x * x;
  Lanes r = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))));
  Lanes quarter = only(a >= COS_FAR, pick(a >= COS_END, all_lanes(0.28125), 0.25 * high_part(a)));
  return (1.0 - quarter) - ((0.5 * z - quarter) - (z * r - x * y));
}

/* x with its sign turned where bit 1 of the words is set. */
INLINE Lanes turned(Lanes x, Words by) { return (Lanes)((Words)x ^ ((by << 62) & ((uint64_t)1 << 63))); }

INLINE Mask sin_is_common(Lanes x) { return rem_pio2(magnitude(x)).common; }

INLINE Lanes sin_common(Lanes x) {
  Lanes a = magnitude(x);
  Rest rest = rem_pio2(a);
  Words n = as_words(rest.n);
  Lanes s = sin_of_rest(rest.y, rest.tail, a < QUARTER);
  s = pick((n & 1) != 0, cos_of_rest(rest.y, rest.tail), s);
  return (Lanes)((Words)turned(s, n) ^ ((Words)x & ((uint64_t)1 << 63)));
}

INLINE Mask cos_is_common(Lanes x) { return sin_is_common(x); }

INLINE Lanes cos_common(Lanes x) {
  Rest rest = rem_pio2(magnitude(x));
  Words n = as_words(rest.n);
  Mask none = {0};
  Lanes c = pick((n & 1) != 0, sin_of_rest(rest.y, rest.tail, none), cos_of_rest(rest.y, rest.tail));
  return turned(c, n + 1);
}

/* A tiny rest of an odd multiple has a formula of its own. */
INLINE Mask tan_is_common(Lanes x) {
  Rest rest = rem_pio2(magnitude(x));
  return rest.common & ((magnitude(rest.y) >= TAN_TINY) | (rest.n == 0.0));
}

INLINE Lanes tan_common(Lanes x) {
  Rest rest = rem_pio2(magnitude(x));
  Mask odd = (as_words(rest.n) & 1) != 0;
  Mask tiny = magnitude(rest.y) < TAN_TINY;
  Lanes sign = pick(odd, all_lanes(-1.0), all_lanes(1.0));
  /* from TAN_FAR on by that of pi/4 less the angle */
  Mask far = magnitude(rest.y) >= TAN_FAR;
  Mask negative = far & (rest.y < 0.0);
  Lanes y = pick(negative, -rest.y, rest.y);
  Lanes tail = pick(negative, -rest.tail, rest.tail);
  y = pick(far, (PIO4_HI - y) + (PIO4_LO - tail), y);
  tail = only(~far, tail);
  Lanes z = y * y;
  Lanes w = z * z;
  Lanes r = TAN[1] + w * (TAN[3] + w * (TAN[5] + w * (TAN[7] + w * (TAN[9] + w * TAN[11]))));
  Lanes v = z * (TAN[2] + w * (TAN[4] + w * (TAN[6] + w * (TAN[8] + w * (TAN[10] + w * TAN[12])))));
  Lanes s = z * y;
  r = tail + z * (s * (r + v) + tail);
  r += TAN[0] * s;
  w = y + r;
  /* one division serves the far ones and the reciprocals */
  Lanes quotient = pick(far, w * w, all_lanes(-1.0)) / pick(far, w + sign, w);
  Lanes far_value = sign - 2.0 * (y - (quotient - r));
  far_value = pick(negative, -far_value, far_value);
  Lanes cut = high_part(w);
  v = r - (cut - y);
  Lanes t = high_part(quotient);
  Lanes reciprocal = t + quotient * ((1.0 + t * cut) + t * v);
  Lanes result = pick(far, far_value, pick(odd, reciprocal, w));
  result = pick(tiny, rest.y, result);
  return (Lanes)((Words)result ^ ((Words)x & ((uint64_t)1 << 63)));
}

#endif
