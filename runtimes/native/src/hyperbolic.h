/* sinh, cosh and the inverse functions, sigmoid and softplus of lanes: the common paths. Knows no columns. */
#ifndef FEATC_HYPERBOLIC_H
#define FEATC_HYPERBOLIC_H

#include "constants.h"
#include "exp.h"
#include "lanes.h"
#include "log.h"

INLINE Mask sinh_is_common(Lanes x) { return magnitude(x) < 22.0; }

INLINE Lanes sinh_common(Lanes x) {
  Lanes a = magnitude(x);
  Mask below = a < 1.0;
  Lanes t = expm1_common(a);
  Lanes q = pick(below, t * t, t) / (t + 1.0);
  Lanes h = with_sign_of(all_lanes(0.5), x);
  return pick(a < 0x1p-28, x, h * pick(below, 2.0 * t - q, t + q));
}

INLINE Mask cosh_is_common(Lanes x) { return magnitude(x) < 708.0; }

INLINE Lanes cosh_common(Lanes x) {
  Lanes a = magnitude(x);
  Lanes t = expm1_common(a);
  Lanes w = 1.0 + t;
  Lanes below = 1.0 + (t * t) / (w + w);
  t = exp_common(a);
  /* from 22 on what is added is lost, as fdlibm leaves it out */
  return pick(a < HALF_LN2, below, 0.5 * t + 0.5 / t);
}

INLINE Mask asinh_is_common(Lanes x) { return magnitude(x) <= LARGEST; }

INLINE Lanes asinh_common(Lanes x) {
  Lanes a = magnitude(x);
  Lanes t = x * x;
  Lanes s = root(t + 1.0);
  Mask beyond = a >= BEYOND_2, far = a >= ASINH_FAR;
  Lanes q = pick(beyond, all_lanes(1.0), t) / (pick(beyond, a, all_lanes(1.0)) + s);
  Lanes u = pick(far, a, pick(beyond, 2.0 * a, a) + q);
  Lanes w = log_common(u);
  w = pick(beyond, pick(far, w + LN2, w), log1p_common(u));
  return pick(a < 0x1p-28, x, with_sign_of(w, x));
}

INLINE Mask acosh_is_common(Lanes x) { return (x >= 1.0) & (x <= LARGEST); }

INLINE Lanes acosh_common(Lanes x) {
  Mask beyond = x >= BEYOND_2, far = x >= ACOSH_FAR;
  Lanes t = x - 1.0;
  Lanes s = root(pick(beyond, x * x - 1.0, 2.0 * t + t * t));
  Lanes u = pick(far, x, pick(beyond, 2.0 * x - 1.0 / (x + s), t + s));
  Lanes w = log_common(u);
  return pick(beyond, pick(far, w + LN2, w), log1p_common(u));
}

/* So far below 1 that log1p is asked for a common number. */
INLINE Mask atanh_is_common(Lanes x) { return magnitude(x) <= 1.0 - 0x1p-40; }

INLINE Lanes atanh_common(Lanes x) {
  Lanes a = magnitude(x);
  Mask below = a < 0.5;
  Lanes t = a + a;
  Lanes q = pick(below, t * a, t) / (1.0 - a);
  t = 0.5 * log1p_common(pick(below, t + q, q));
  return pick(a < 0x1p-28, x, with_sign_of(t, x));
}

INLINE Mask sigmoid_is_common(Lanes x) { return exp_is_common(x); }

INLINE Lanes sigmoid_common(Lanes x) {
  Lanes e = exp_common(-magnitude(x));
  return pick(x >= 0.0, all_lanes(1.0), e) / (1.0 + e);
}

INLINE Mask softplus_is_common(Lanes x) { return exp_is_common(x); }

INLINE Lanes softplus_common(Lanes x) { return only(x > 0.0, x) + log1p_common(exp_common(-magnitude(x))); }

#endif
