/* sin, cos, tan and the arcs of one float64, every path of them, by fdlibm 5.3's algorithms.
 *
 * What featc_runtime/scalar/fdlibm_{rem_pio2,trig,arc}.py do, operation by operation. Knows no lanes and no columns.
 */
#include "bits.h"
#include "constants.h"
#include "scalar.h"

/* The multiple of pi/2 that was taken off (its last 3 bits at least), and what is left in two parts. */
typedef struct {
  int n;
  double y, tail;
} Rest;

static double high_part(double x) { return from_bits(bits(x) & ~(uint64_t)LOW_WORD); }

static uint32_t high_word(double x) { return (uint32_t)(bits(x) >> 32); }

static double power_of_2(int k) { return from_bits((uint64_t)(1023 + k) << 52); }

#define DIGIT 0xFFFFFF
#define MOST_DIGITS 70

/* Finite numbers from MEDIUM on: the product with the bits of 2/pi that matter is formed exactly, in digits of 24
 * bits; its fraction is multiplied by pi/2 (Payne and Hanek). */
static Rest rem_pio2_huge(double a) {
  int e = (int)(bits(a) >> 52) - 1022; /* a = m 2^e, m in 0.5..1 */
  uint64_t whole = (bits(a) & (((uint64_t)1 << 52) - 1)) | (uint64_t)1 << 52;
  int64_t x[3] = {(int64_t)(whole >> 29), (int64_t)(whole >> 5 & DIGIT), (int64_t)(whole & 31) << 19};
  int first = e > 50 ? (e - 27) / 24 : 0;
  int64_t digits[MOST_DIGITS]; /* of the fraction, the last first */
  for (int last = 4;;) {
    int64_t columns[MOST_DIGITS] = {0}, carry = 0;
    for (int i = last; i >= 0; i--) {
      int64_t column = carry;
      for (int j = 0; j < 3 && j <= first + i; j++) column += x[j] * TWO_OVER_PI[first + i - j];
      columns[i] = i ? column & DIGIT : column;
      carry = column >> 24;
    }
    int point = 24 * (first + 3) - e; /* bits of the fraction in the first two columns, taken together */
    unsigned __int128 high = ((unsigned __int128)columns[0] << 24) + (uint64_t)columns[1];
    int n = (int)(high >> point) & 7;
    int64_t fraction = (int64_t)(high & (((uint64_t)1 << point) - 1));
    int negative = (int)(fraction >> (point - 1));
    carry = 0;
    int count = 0;
    for (int i = last; i >= 2; i--) {
      int64_t digit = negative ? carry - columns[i] : columns[i];
      digits[count++] = digit & DIGIT;
      carry = digit >> 24;
    }
    if (negative) {
      n += 1;
      fraction = ((int64_t)1 << point) - fraction + carry;
    }
    for (int i = 0; i < 3; i++, fraction >>= 24) digits[count++] = fraction & DIGIT;
    while (count && !digits[count - 1]) count--;
    if (count <= 4) { /* too much has cancelled: more digits of the product */
      int length = 0;
      if (count) {
        length = 24 * (count - 1);
        for (int64_t top = digits[count - 1]; top; top >>= 1) length++;
      }
      last += 4 - (length - 1) / 24;
      continue;
    }
    int lowest = -(point + 24 * (last - 1)); /* the exponent of the last digit */
    double pieces[MOST_DIGITS], terms[MOST_DIGITS];
    for (int d = 0; d < count; d++) pieces[d] = (double)digits[count - 1 - d] * power_of_2(24 * (count - 1 - d) + lowest);
    for (int d = 0; d < count; d++) {
      terms[d] = 0.0;
      for (int k = 0; k < 5 && k <= d; k++) terms[d] += PIO2[k] * pieces[d - k];
    }
    double y = 0.0;
    for (int d = count; d-- > 0;) y += terms[d];
    double tail = terms[0] - y;
    for (int d = 1; d < count; d++) tail += terms[d];
    return negative ? (Rest){n, -y, -tail} : (Rest){n, y, tail};
  }
}

/* Of finite magnitudes from QUARTER on. */
static Rest rem_pio2(double a) {
  if (a >= MEDIUM) return rem_pio2_huge(a);
  int n = (int)(a * INV_PIO2 + 0.5);
  double r = a - n * PIO2_1;
  double w = n * PIO2_1T;
  double y = r - w;
  int exponent = (int)(bits(a) >> 52) - 1023;
  if (fabs(y) < power_of_2(exponent - 16) && (n >= 32 || high_word(a) == HIGH_WORDS[n])) {
    double t = r;
    w = n * PIO2_2;
    r = t - w;
    w = n * PIO2_2T - ((t - r) - w);
    y = r - w;
    if (fabs(y) < power_of_2(exponent - 49) && n != 1) {
      t = r;
      w = n * PIO2_3;
      r = t - w;
      w = n * PIO2_3T - ((t - r) - w);
      y = r - w;
    }
  }
  return (Rest){n, y, (r - y) - w};
}

/* The sine of x + y, for x up to pi/4 and y small beside it. */
static double sin_of_rest(double x, double y) {
  if (fabs(x) < TINY) return x;
  double z = x * x;
  double v = z * x;
  double r = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)));
  return x - ((z * (0.5 * y - v * r) - y) - v * S1);
}

/* The cosine of x + y, for x up to pi/4 and y small beside it. */
static double cos_of_rest(double x, double y) {
  double a = fabs(x);
  if (a < TINY) return 1.0;
  double z = x * x;
  double r = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))));
  if (a < COS_FAR) return 1.0 - (0.5 * z - (z * r - x * y));
  double quarter = a >= COS_END ? 0.28125 : 0.25 * high_part(a);
  return (1.0 - quarter) - ((0.5 * z - quarter) - (z * r - x * y));
}

/* -1 / (x + y), where w is the rounded sum. */
static double negative_reciprocal(double w, double x, double y) {
  double z = high_part(w);
  double v = y - (z - x);
  double a = -1.0 / w;
  double t = high_part(a);
  double s = 1.0 + t * z;
  return t + a * (s + t * v);
}

/* The tangent of x + y for sign 1.0, its reciprocal negated for sign -1.0; x up to pi/4 and y small beside it. */
static double tan_of_rest(double x, double y, double sign) {
  if (fabs(x) < TAN_TINY) return sign == 1.0 ? x : negative_reciprocal(x + y, x, y);
  int far = fabs(x) >= TAN_FAR, negative = x < 0.0;
  if (far) {
    if (negative) x = -x, y = -y;
    x = (PIO4_HI - x) + (PIO4_LO - y);
    y = 0.0;
  }
  double z = x * x;
  double w = z * z;
  double r = TAN[1] + w * (TAN[3] + w * (TAN[5] + w * (TAN[7] + w * (TAN[9] + w * TAN[11]))));
  double v = z * (TAN[2] + w * (TAN[4] + w * (TAN[6] + w * (TAN[8] + w * (TAN[10] + w * TAN[12])))));
  double s = z * x;
  r = y + z * (s * (r + v) + y);
  r += TAN[0] * s;
  w = x + r;
  if (far) {
    double t = sign - 2.0 * (x - (w * w / (w + sign) - r));
    return negative ? -t : t;
  }
  return sign == 1.0 ? w : negative_reciprocal(w, x, r);
}

double sin_one(double x) {
  double a = fabs(x);
  if (a < QUARTER) {
    if (a < TINY) return x;
    double z = x * x;
    double r = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)));
    return x + z * x * (S1 + z * r);
  }
  if (!(a <= LARGEST)) return NAN;
  Rest rest = rem_pio2(a);
  double s = rest.n & 1 ? cos_of_rest(rest.y, rest.tail) : sin_of_rest(rest.y, rest.tail);
  return (x < 0.0) == ((rest.n & 2) != 0) ? s : -s;
}

double cos_one(double x) {
  double a = fabs(x);
  if (a < QUARTER) return cos_of_rest(x, 0.0);
  if (!(a <= LARGEST)) return NAN;
  Rest rest = rem_pio2(a);
  double c = rest.n & 1 ? sin_of_rest(rest.y, rest.tail) : cos_of_rest(rest.y, rest.tail);
  return (rest.n + 1) & 2 ? -c : c;
}

double tan_one(double x) {
  double a = fabs(x);
  if (a < QUARTER) return tan_of_rest(x, 0.0, 1.0);
  if (!(a <= LARGEST)) return NAN;
  Rest rest = rem_pio2(a);
  double t = tan_of_rest(rest.y, rest.tail, rest.n & 1 ? -1.0 : 1.0);
  return x < 0.0 ? -t : t;
}

/* The common paths of these three leave NaN alone, and infinities to atan. */
double asin_one(double x) { return x; }
double acos_one(double x) { return x; }
double atan_one(double x) { return x; }

/* The arc of a magnitude. */
static double arc(double a) {
  if (a >= 0x1p66) return PIO2_HI;
  int i = a < 0.4375 ? -1 : a < 0.6875 ? 0 : a < 1.1875 ? 1 : a < 2.4375 ? 2 : 3;
  if (i < 0 && a < 0x1p-29) return a;
  double t = i < 0    ? a
             : i == 0 ? (2.0 * a - 1.0) / (2.0 + a)
             : i == 1 ? (a - 1.0) / (a + 1.0)
             : i == 2 ? (a - 1.5) / (1.0 + 1.5 * a)
                      : -1.0 / a;
  double z = t * t;
  double w = z * z;
  double s1 = z * (AT[0] + w * (AT[2] + w * (AT[4] + w * (AT[6] + w * (AT[8] + w * AT[10])))));
  double s2 = w * (AT[1] + w * (AT[3] + w * (AT[5] + w * (AT[7] + w * AT[9]))));
  if (i < 0) return a - a * (s1 + s2);
  return ATAN_HI[i] - ((t * (s1 + s2) - ATAN_LO[i]) - t);
}

double atan2_one(double y, double x) {
  if (x != x || y != y) return NAN;
  int left = signbit(x) != 0;
  if (y == 0.0) return left ? copysign(PI, y) : y;
  if (x == 0.0) return copysign(PIO2_HI, y);
  if (fabs(y) == INFINITY) {
    double z = fabs(x) != INFINITY ? PIO2_HI : left ? 3.0 * PIO4_HI : PIO4_HI;
    return copysign(z, y);
  }
  double z = arc(fabs(y / x));
  if (!left) return copysign(z, y);
  return y > 0.0 ? PI - (z - PI_LO) : (z - PI_LO) - PI;
}
