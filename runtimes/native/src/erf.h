/* The error function of lanes: the common path of fdlibm 5.3's s_erf. Knows no columns. */
#ifndef FEATC_ERF_H
#define FEATC_ERF_H

#include "constants.h"
#include "exp.h"
#include "lanes.h"

/* c[0] + x (c[1] + x (c[2] + …)) */
#define POLYNOMIAL(x, c) polynomial(x, c, sizeof(c) / sizeof *(c))
INLINE Lanes polynomial(Lanes x, const double *c, size_t count) {
  Lanes value = all_lanes(c[count - 1]);
  for (size_t i = count - 1; i-- > 0;) value = c[i] + x * value;
  return value;
}

INLINE Mask erf_is_common(Lanes x) { return (magnitude(x) >= ERF_SCALED) | (x == 0.0); }

INLINE Lanes erf_common(Lanes x) {
  Lanes a = magnitude(x);
  Mask small = a < 0.84375, near_one = a < 1.25, middle = a < ERF_FAR;
  Lanes v = pick(small, a * a, pick(near_one, a - 1.0, 1.0 / (a * a)));
  Lanes up = pick(middle, POLYNOMIAL(v, RA), POLYNOMIAL(v, RB));
  up = pick(small, POLYNOMIAL(v, PP), pick(near_one, POLYNOMIAL(v, PA), up));
  Lanes down = pick(middle, POLYNOMIAL(v, SA), POLYNOMIAL(v, SB));
  down = pick(small, POLYNOMIAL(v, QQ), pick(near_one, POLYNOMIAL(v, QA), down));
  Lanes ratio = up / (1.0 + v * down);
  Lanes z = high_part(a);
  Lanes r = exp_common(-z * z - 0.5625) * exp_common((z - a) * (z + a) + ratio);
  Lanes y = pick(near_one, ERX + ratio, 1.0 - r / a);
  y = pick(small, a + a * ratio, y);
  y = pick(a < 0x1p-28, a + EFX * a, y);
  return with_sign_of(pick(a >= 6.0, all_lanes(1.0), y), x);
}

#endif
