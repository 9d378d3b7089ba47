/* Elementary functions of one float64, every path of them, by fdlibm 5.3's algorithms (log2: msun's).
 *
 * What featc_runtime/scalar/fdlibm.py does, operation by operation. Columns use it for the values that leave the common
 * path. Knows no lanes and no columns.
 */
#include "scalar.h"

#include "bits.h"
#include "constants.h"

/* y * 2^k where y and the result are normal numbers. */
static double scaled(double y, int k) { return from_bits(bits(y) + ((uint64_t)(int64_t)k << 52)); }

/* The low 32 bits cleared. */
static double high_part(double x) { return from_bits(bits(x) & ~(uint64_t)LOW_WORD); }

/* A positive number as m * 2^k with m in 0.5..1. */
static double mantissa(double x, int *k) {
  int shift = 0;
  if (x < TINY_NORMAL) {
    x *= 0x1p54;
    shift = -54;
  }
  *k = (int)(bits(x) >> 52) - 1022 + shift;
  return from_bits((bits(x) & ~EXPONENT) | (ONE_BITS - ((uint64_t)1 << 52)));
}

/* The f and k of x = 2^k (1 + f); mantissas from the bound on are halved. */
static double split(double x, double bound, double *k) {
  int exponent;
  double m = mantissa(x, &exponent);
  double m2 = m + m;
  *k = m2 < bound ? exponent - 1 : exponent;
  return m2 < bound ? m2 - 1.0 : m - 1.0;
}

/* How often fdlibm takes ln 2 off x. */
static int multiple_of_ln2(double x) { return (int)(INV_LN2 * x + (x > 0.0 ? 0.5 : -0.5)); }

double exp_one(double x) {
  if (-HALF_LN2 < x && x < HALF_LN2) {
    if (-0x1p-28 < x && x < 0x1p-28) return 1.0 + x;
    double t = x * x;
    double c = x - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
    return 1.0 - ((x * c) / (c - 2.0) - x);
  }
  if (!(UNDERFLOW <= x && x <= OVERFLOW)) return x != x ? x : x > 0.0 ? INFINITY : 0.0;
  int k = multiple_of_ln2(x);
  double hi = x - k * LN2_HI;
  double lo = k * LN2_LO;
  x = hi - lo;
  double t = x * x;
  double c = x - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
  double y = 1.0 - ((lo - (x * c) / (2.0 - c)) - hi);
  return k >= -1021 ? scaled(y, k) : scaled(y, k + 1000) * 0x1p-1000;
}

double expm1_one(double x) {
  int k = 0;
  double c = 0.0;
  if (-HALF_LN2 < x && x < HALF_LN2) {
    if (-0x1p-54 < x && x < 0x1p-54) return x;
  } else {
    if (!(-LN2_56 < x && x <= OVERFLOW)) return x != x ? x : x > 0.0 ? INFINITY : -1.0;
    k = multiple_of_ln2(x);
    double hi = x - k * LN2_HI;
    double lo = k * LN2_LO;
    x = hi - lo;
    c = (hi - x) - lo;
  }
  double hfx = 0.5 * x;
  double hxs = x * hfx;
  double r1 = 1.0 + hxs * (Q1 + hxs * (Q2 + hxs * (Q3 + hxs * (Q4 + hxs * Q5))));
  double t = 3.0 - r1 * hfx;
  double e = hxs * ((r1 - t) / (6.0 - x * t));
  if (k == 0) return x - (x * e - hxs);
  e = (x * (e - c) - c) - hxs;
  if (k == -1) return 0.5 * (x - e) - 0.5;
  if (k == 1) return x < -0.25 ? -2.0 * (e - (x + 0.5)) : 1.0 + 2.0 * (x - e);
  if (k <= -2 || k > 56) return scaled(1.0 - (e - x), k) - 1.0;
  if (k < 20) return scaled((1.0 - scaled(1.0, -k)) - (e - x), k);
  return scaled((x - (e + scaled(1.0, -k))) + 1.0, k);
}

double tanh_one(double x) {
  double a = fabs(x), z;
  if (a >= 22.0) {
    z = 1.0;
  } else if (a >= 1.0) {
    z = 1.0 - 2.0 / (expm1_one(2.0 * a) + 2.0);
  } else if (a >= 0x1p-55) {
    double t = expm1_one(-2.0 * a);
    z = -t / (t + 2.0);
  } else {
    return x * (1.0 + x);
  }
  return x > 0.0 ? z : -z;
}

/* log, log2 and log10 of what is no positive finite number. */
static double log_beyond(double x) { return x == 0.0 ? -INFINITY : x < 0.0 ? NAN : x; }

/* The polynomial of log and log2. */
static double log_series(double s) {
  double z = s * s;
  double w = z * z;
  double t1 = w * (LG2 + w * (LG4 + w * LG6));
  double t2 = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7)));
  return t2 + t1;
}

double log_one(double x) {
  if (!(0.0 < x && x <= LARGEST)) return log_beyond(x);
  double k, f = split(x, LOG_SPLIT, &k);
  if (-0x1p-20 <= f && f < 0x1p-20) {
    double r = f * f * (0.5 - 0.33333333333333333 * f);
    return k == 0.0 ? f - r : k * LN2_HI - ((r - k * LN2_LO) - f);
  }
  double s = f / (2.0 + f);
  double r = log_series(s);
  if (f >= LOG_HIGH || f < LOG_LOW) {
    double hfsq = 0.5 * f * f;
    return k * LN2_HI - ((hfsq - (s * (hfsq + r) + k * LN2_LO)) - f);
  }
  return k * LN2_HI - ((s * (f - r) - k * LN2_LO) - f);
}

double log1p_one(double x) {
  double f = x, k = 0.0, c = 0.0;
  if (LOG1P_LOW < x && x < LOG1P_HIGH) {
    if (-0x1p-29 < x && x < 0x1p-29) return x - x * x * 0.5;
  } else {
    if (!(-1.0 < x && x <= LARGEST)) return x == -1.0 ? -INFINITY : x < -1.0 ? NAN : x;
    double u = x;
    if (x < 0x1p53) {
      u = 1.0 + x;
      c = (u >= 2.0 ? 1.0 - (u - x) : x - (u - 1.0)) / u;
    }
    f = split(u, LOG1P_SPLIT, &k);
    if (-0x1.8p-20 <= f && f < 0x1p-20) {
      double r = 0.5 * f * f * (1.0 - 0.66666666666666666 * f);
      return k * LN2_HI - ((r - (k * LN2_LO + c)) - f);
    }
  }
  double hfsq = 0.5 * f * f;
  double s = f / (2.0 + f);
  double z = s * s;
  double r = z * (LG1 + z * (LG2 + z * (LG3 + z * (LG4 + z * (LG5 + z * (LG6 + z * LG7))))));
  if (k == 0.0) return f - (hfsq - s * (hfsq + r));
  return k * LN2_HI - ((hfsq - (s * (hfsq + r) + (k * LN2_LO + c))) - f);
}

double log2_one(double x) {
  if (!(0.0 < x && x <= LARGEST)) return log_beyond(x);
  double k, f = split(x, LOG_SPLIT, &k);
  double hfsq = 0.5 * f * f;
  double s = f / (2.0 + f);
  double r = s * (hfsq + log_series(s));
  double hi = high_part(f - hfsq);
  double lo = ((f - hi) - hfsq) + r;
  double high = hi * INV_LN2_HI;
  double low = (lo + hi) * INV_LN2_LO + lo * INV_LN2_HI;
  double w = k + high;
  low += (k - w) + high;
  return low + w;
}

double log10_one(double x) {
  if (!(0.0 < x && x <= LARGEST)) return log_beyond(x);
  int k;
  double m = mantissa(x, &k);
  if (k > 0) { /* a mantissa in 1..2 for numbers from 1 on, in 0.5..1 below */
    m += m;
    k -= 1;
  }
  double z = k * LOG10_2_LO + INV_LN10 * log_one(m);
  return z + k * LOG10_2_HI;
}

typedef struct {
  double high, low;
} Pair;

/* log2 of a positive number in two parts, the first with its low 32 bits zero. */
static Pair log2_pair(double a) {
  int n;
  double m = mantissa(a, &n);
  a = m + m;
  n -= 1;
  int half = 0; /* compared with 1.5 */
  if (a >= POW_HALVE) {
    a = m;
    n += 1;
  } else if (a >= POW_ONE) {
    half = 1;
  }
  double bp = half ? 1.5 : 1.0;
  double u = a - bp;
  double v = 1.0 / (a + bp);
  double ss = u * v;
  double s_h = high_part(ss);
  double t_h = from_bits((((bits(a) >> 33) | 0x20000000u) + 0x00080000u + ((uint64_t)half << 18)) << 32);
  double t_l = a - (t_h - bp);
  double s_l = v * ((u - s_h * t_h) - s_h * t_l);
  double s2 = ss * ss;
  double r = s2 * s2 * (L1 + s2 * (L2 + s2 * (L3 + s2 * (L4 + s2 * (L5 + s2 * L6)))));
  r += s_l * (s_h + ss);
  s2 = s_h * s_h;
  t_h = high_part((3.0 + s2) + r);
  t_l = r - ((t_h - 3.0) - s2);
  u = s_h * t_h;
  v = s_l * t_h + t_l * ss;
  double p_h = high_part(u + v);
  double p_l = v - (p_h - u);
  double z_h = CP_H * p_h;
  double z_l = (CP_L * p_h + p_l * CP) + (half ? DP_L : 0.0);
  double dp_h = half ? DP_H : 0.0;
  double t = n;
  double t1 = high_part(((z_h + z_l) + dp_h) + t);
  return (Pair){t1, z_l - (((t1 - t) - dp_h) - z_h)};
}

/* As log2_pair, for a within 2^-20 of 1: all that a power beyond 2^31 leaves finite. */
static Pair log2_pair_near_one(double a) {
  double t = a - 1.0;
  double w = (t * t) * (0.5 - t * (0.3333333333333333333333 - t * 0.25));
  double u = IVLN2_H * t;
  double v = t * IVLN2_L - w * INV_LN2;
  double t1 = high_part(u + v);
  return (Pair){t1, v - (t1 - u)};
}

/* 2 to the power y * (t.high + t.low). */
static double exp2_pair(Pair t, double y) {
  double y1 = high_part(y);
  double p_l = (y - y1) * t.high + y * t.low;
  double p_h = y1 * t.high;
  double z = p_l + p_h;
  if (z > 1024.0 || (z == 1024.0 && p_l + OVT > z - p_h)) return INFINITY;
  if (z < -1075.0 || (z == -1075.0 && p_l <= z - p_h)) return 0.0;
  double high = fabs(high_part(z));
  int n = 0;
  if (high > 0.5) {
    n = z > 0.0 ? (int)(high + 0.5) : -(int)(high + 0.5);
    p_h -= n;
  }
  double w = high_part(p_l + p_h);
  double u = w * LG2_H;
  double v = (p_l - (w - p_h)) * LN2 + w * LG2_L;
  z = u + v;
  w = v - (z - u);
  double s = z * z;
  double t1 = z - s * (P1 + s * (P2 + s * (P3 + s * (P4 + s * P5))));
  double r = (z * t1) / (t1 - 2.0) - (w + z * w);
  z = 1.0 - (r - z);
  return n > -1021 ? scaled(z, n) : scaled(z, n + 54) * 0x1p-54;
}

static int is_whole(double y) { return fabs(y) >= 0x1p53 || (double)(int64_t)y == y; }

static int is_odd(double y) { return fabs(y) < 0x1p53 && (double)(int64_t)y == y && ((int64_t)y & 1); }

double pow_one(double x, double y) {
  if (y == 0.0) return 1.0;
  if (x != x || y != y) return NAN;
  double a = fabs(x);
  if (y == 1.0) return x;
  if (y == 2.0) return x * x;
  if (y == 0.5 && x >= 0.0) return sqrt(x + 0.0);
  if (y == -1.0 && x != 0.0) return 1.0 / x;
  if (fabs(y) == INFINITY) return a == 1.0 ? NAN : (a > 1.0) == (y > 0.0) ? INFINITY : 0.0;
  int odd = signbit(x) && is_odd(y);
  if (a == 0.0 || a == INFINITY) {
    a = (a == 0.0) == (y > 0.0) ? 0.0 : INFINITY;
    return odd ? -a : a;
  }
  if (x < 0.0 && !is_whole(y)) return NAN;
  if (a == 1.0) return odd ? -a : a;
  Pair t;
  if (fabs(y) < POW_FAR) {
    t = log2_pair(a);
  } else {
    if (!(1.0 - 0x1p-21 <= a && a < 1.0 + 0x1p-20) || fabs(y) >= POW_VERY_FAR) {
      double z = (a > 1.0) == (y > 0.0) ? INFINITY : 0.0;
      return odd ? -z : z;
    }
    t = log2_pair_near_one(a);
  }
  double z = exp2_pair(t, y);
  return odd ? -z : z;
}

/* pow(2.0, x): the logarithm of 2.0 is 1.0 and 0.0 in its two parts; the power 0.5 is a square root. */
double exp2_one(double x) {
  if (-1100.0 < x && x < 1100.0) return x == 0.5 ? SQRT2 : exp2_pair((Pair){1.0, 0.0}, x);
  return x != x ? x : x > 0.0 ? INFINITY : 0.0;
}
