/* asin, acos, atan and atan2 of lanes: the common paths of fdlibm 5.3. Knows no columns. */
#ifndef FEATC_ARC_H
#define FEATC_ARC_H

#include "constants.h"
#include "lanes.h"

/* R(t) of asin(x) = x + x R(x * x), for t up to 0.25. */
INLINE Lanes asin_ratio(Lanes t) {
  Lanes p = t * (PS0 + t * (PS1 + t * (PS2 + t * (PS3 + t * (PS4 + t * PS5)))));
  return p / (1.0 + t * (QS1 + t * (QS2 + t * (QS3 + t * QS4))));
}

/* Beyond 1 the root makes NaN. */
INLINE Mask asin_is_common(Lanes x) { return x == x; }

INLINE Lanes asin_common(Lanes x) {
  Lanes a = magnitude(x);
  Mask below = a < 0.5;
  Lanes t = pick(below, x * x, (1.0 - a) * 0.5);
  Lanes r = asin_ratio(t);
  Lanes s = root(t);
  Lanes far = PIO2_HI - (2.0 * (s + s * r) - PIO2_LO);
  Lanes w = high_part(s);
  Lanes c = (t - w * w) / (s + w);
  Lanes p = 2.0 * s * r - (PIO2_LO - 2.0 * c);
  Lanes q = PIO4_HI - 2.0 * w;
  Lanes z = pick(a >= ASIN_FAR, far, PIO4_HI - (p - q));
  return with_sign_of(pick(below, a + a * r, z), x);
}

INLINE Mask acos_is_common(Lanes x) { return x == x; }

INLINE Lanes acos_common(Lanes x) {
  Mask below = magnitude(x) < 0.5;
  Mask negative = x < 0.0;
  Lanes z = pick(below, x * x, pick(negative, 1.0 + x, 1.0 - x) * 0.5);
  Lanes r = asin_ratio(z);
  Lanes s = root(z);
  Lanes f = high_part(s);
  Lanes c = (z - f * f) / (s + f);
  Lanes right = pick(x == 1.0, all_lanes(0.0), 2.0 * (f + (r * s + c)));
  Lanes left = PI - 2.0 * (s + (r * s - PIO2_LO));
  return pick(below, PIO2_HI - (x - (PIO2_LO - x * r)), pick(negative, left, right));
}

/* Of a magnitude. */
INLINE Lanes arc(Lanes a) {
  Mask first = a < 0.4375, second = a < 0.6875, third = a < 1.1875, fourth = a < 2.4375;
  Lanes up = pick(fourth, pick(third, pick(second, 2.0 * a - 1.0, a - 1.0), a - 1.5), all_lanes(-1.0));
  Lanes down = pick(fourth, pick(third, pick(second, 2.0 + a, a + 1.0), 1.0 + 1.5 * a), a);
  Lanes hi = pick(third, pick(second, all_lanes(ATAN_HI[0]), all_lanes(ATAN_HI[1])),
                  pick(fourth, all_lanes(ATAN_HI[2]), all_lanes(ATAN_HI[3])));
  Lanes lo = pick(third, pick(second, all_lanes(ATAN_LO[0]), all_lanes(ATAN_LO[1])),
                  pick(fourth, all_lanes(ATAN_LO[2]), all_lanes(ATAN_LO[3])));
  Lanes t = pick(first, a, up / down);
  Lanes z = t * t;
  Lanes w = z * z;
  Lanes s1 = z * (AT[0] + w * (AT[2] + w * (AT[4] + w * (AT[6] + w * (AT[8] + w * AT[10])))));
  Lanes s2 = w * (AT[1] + w * (AT[3] + w * (AT[5] + w * (AT[7] + w * AT[9]))));
  return only(~first, hi) - ((t * (s1 + s2) - only(~first, lo)) - t);
}

INLINE Mask atan_is_common(Lanes x) { return x == x; }

INLINE Lanes atan_common(Lanes x) { return with_sign_of(arc(magnitude(x)), x); }

INLINE Lanes atan2_common(Lanes y, Lanes x, Mask *common) {
  Lanes a = magnitude(x), b = magnitude(y);
  *common = (a > 0.0) & (b > 0.0) & (a <= LARGEST) & (b <= LARGEST);
  Lanes z = arc(magnitude(y / x));
  return with_sign_of(pick(x < 0.0, PI - (z - PI_LO), z), y);
}

#endif
