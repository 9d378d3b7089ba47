/* cbrt and hypot of lanes: the common paths of fdlibm 5.3. Knows no columns. */
#ifndef FEATC_ROOTS_H
#define FEATC_ROOTS_H

#include "constants.h"
#include "lanes.h"

INLINE Lanes from_high(Words words) { return (Lanes)(words << 32); }

INLINE Mask cbrt_is_common(Lanes x) { return (magnitude(x) >= TINY_NORMAL) & (magnitude(x) <= LARGEST); }

INLINE Lanes cbrt_common(Lanes x) {
  Lanes a = magnitude(x);
  /* a third of the high word, rounded down */
  Lanes t = from_high(((((Words)a >> 32) * 0x55555556u) >> 32) + CBRT_NORMAL);
  Lanes r = t * t / a;
  Lanes s = CBRT_C + r * t;
  t *= CBRT_G + CBRT_F / (s + CBRT_E + CBRT_D / s);
  t = from_high(((Words)t >> 32) + 1);
  s = t * t;
  r = a / s;
  Lanes w = t + t;
  r = (r - t) / (w + r);
  return with_sign_of(t + t * r, x);
}

INLINE Lanes hypot_common(Lanes x, Lanes y, Mask *common) {
  Lanes a = magnitude(x), b = magnitude(y);
  Words ha = (Words)a >> 32, hb = (Words)b >> 32;
  Mask swap = (Mask)hb > (Mask)ha;
  Lanes larger = pick(swap, b, a);
  b = pick(swap, a, b);
  a = larger;
  ha = (Words)a >> 32, hb = (Words)b >> 32;
  Mask apart = (Mask)(ha - hb) > HYPOT_APART;
  *common = apart | (((Mask)ha <= HYPOT_HIGH) & ((Mask)hb >= HYPOT_LOW));
  Lanes w = a - b;
  Lanes t1 = from_high(ha);
  Lanes t2 = a - t1;
  Lanes far = t1 * t1 - (b * -b - t2 * (a + t1));
  Lanes twice = a + a;
  Lanes y1 = from_high(hb);
  Lanes y2 = b - y1;
  t1 = from_high(ha + 0x100000);
  t2 = twice - t1;
  Lanes near = t1 * y1 - (w * -w - (t1 * y2 + t2 * b));
  return pick(apart, a + b, root(pick(w > b, far, near)));
}

#endif
