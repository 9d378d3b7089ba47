/* Exact sums: float64s to limbs of 32 bits, and these to float64. Knows integers and bits, no floating-point operation.
 *
 * A row's sum is that of digits[place] * 2^(32 * (low + place)), with signed digits of 64 bits. Of one value a digit is
 * at most 2^32 in size, so that fewer than 2^30 values fit.
 */
#include "sums.h"

#include "bits.h"
#include "columns.h"
#include "export.h"

#define MANTISSA (((uint64_t)1 << 52) - 1)
#define DIGIT 0xFFFFFFFFu
/* More than squares of float64 and what is divided have; those of float64 are 66. */
#define MOST_PLACES 160
/* From so many values a row on, lanes take them apart. */
#define LONG_ROW 32

void featc_exponents(const double *x, size_t rows, int64_t *least, int64_t *greatest) {
  int64_t low = *least, high = *greatest;
  for (size_t i = 0; i < rows; i++) {
    uint64_t b = bits(x[i]) & INT64_MAX;
    int64_t exponent = (int64_t)(b >> 52);
    low = b && exponent < low ? exponent : low;
    high = b && exponent > high ? exponent : high;
  }
  *least = low, *greatest = high;
}

/* Down, for the exponents of float64 and of products. */
static int64_t over_32(int64_t x) { return (x + 32 * 128) / 32 - 128; }

/* The place of the last bit of a number with this exponent, and that of a number's first bit. */
static int64_t last_place(int64_t exponent) { return over_32((exponent ? exponent : 1) - 1075); }
static int64_t first_place(int64_t exponent) { return over_32((exponent ? exponent : 1) - 1023); }

typedef struct {
  uint64_t whole; /* times 2^(exponent - 1075) */
  int64_t exponent, sign; /* -1 below zero: (v ^ sign) - sign is -v */
} Parts;

static inline Parts parts_of(double x) {
  uint64_t b = bits(x);
  int64_t exponent = (int64_t)(b >> 52 & 0x7FF);
  uint64_t whole = (b & MANTISSA) | (exponent ? MANTISSA + 1 : 0);
  return (Parts){whole, exponent ? exponent : 1, (int64_t)b >> 63};
}

void featc_add_digits(const double *x, size_t rows, int64_t low, int64_t *digits) {
  for (size_t i = 0; i < rows; i++) {
    Parts parts = parts_of(x[i]);
    if (!parts.whole) continue;
    int64_t position = parts.exponent - 1075 - 32 * low;
    int shift = (int)(position & 31);
    int64_t *digit = digits + (position >> 5);
    uint64_t first = (parts.whole & DIGIT) << shift;
    uint64_t rest = (first >> 32) + ((parts.whole >> 32) << shift);
    digit[0] += ((int64_t)(first & DIGIT) ^ parts.sign) - parts.sign;
    digit[1] += ((int64_t)(rest & DIGIT) ^ parts.sign) - parts.sign;
    digit[2] += ((int64_t)(rest >> 32) ^ parts.sign) - parts.sign;
  }
}

/* The digits of a row's sum; there is room for two places more than the first of any value. */
static void add_row(const double *x, size_t rows, int64_t low, int64_t first, int64_t *digits) {
  /* at the ends of the range a power of two is no float64, or rounds */
  if (rows >= LONG_ROW && low > -34 && first < 30)
    featc_chosen()->extract(x, rows, low, first - low + 2, digits);
  else
    featc_add_digits(x, rows, low, digits);
}

/* The places of the values' digits, into two numbers: the first and the last but one; 0 and -1 where all are zero. */
EXPORT void featc_limb_places(const double *x, size_t rows, int64_t *places) {
  int64_t least = NO_EXPONENT, greatest = -1;
  featc_chosen()->exponents(x, rows, &least, &greatest);
  places[0] = greatest < 0 ? 0 : last_place(least);
  places[1] = greatest < 0 ? -1 : first_place(greatest) + 1; /* a rounded digit reaches one more */
}

/* The sum of the values from offsets[row] up to offsets[row + 1], for each row, in digits[place][row]. All are finite
 * and have digits at these places only. */
EXPORT void featc_limbs(const double *x, const int64_t *offsets, size_t rows, int64_t low, int64_t places,
                        int64_t *digits) {
  int64_t sums[MOST_PLACES] = {0};
  for (size_t row = 0; row < rows; row++) {
    add_row(x + offsets[row], (size_t)(offsets[row + 1] - offsets[row]), low, low + places - 2, sums);
    for (int64_t place = 0; place < places; place++) {
      digits[place * (int64_t)rows + (int64_t)row] = sums[place];
      sums[place] = 0;
    }
  }
}

/* The bits of the float64 nearest to a magnitude, half to even: that of its first 64 bits, the first of which is set and
 * counts 2^exponent, and more if there are others. */
static uint64_t rounded(uint64_t head, int more, int64_t exponent) {
  if (exponent > 1023) return EXPONENT;
  int64_t drop = exponent >= -1022 ? 11 : 11 - 1022 - exponent;
  if (drop > 64) return 0;
  uint64_t kept = drop < 64 ? head >> drop : 0;
  uint64_t half = (uint64_t)1 << (drop - 1);
  uint64_t dropped = head & (half | (half - 1));
  kept += dropped > half || (dropped == half && (more || (kept & 1)));
  /* a carry out of the mantissa is one into the exponent, and beyond the largest makes infinity */
  return exponent >= -1022 ? ((uint64_t)(exponent + 1022) << 52) + kept : kept;
}

/* The same of digits below 2^32, of which the first counts 2^(32 * low). */
static uint64_t nearest(const uint32_t *digits, int count, int64_t low) {
  int top = count - 1;
  while (top >= 0 && !digits[top]) top--;
  if (top < 0) return 0;
  int empty = __builtin_clz(digits[top]);
  uint64_t third = top > 1 ? (uint64_t)digits[top - 2] << empty : 0;
  uint64_t head = ((uint64_t)digits[top] << 32 | (top > 0 ? digits[top - 1] : 0)) << empty | third >> 32;
  int more = (third & DIGIT) != 0;
  for (int i = top - 3; i >= 0 && !more; i--) more = digits[i] != 0;
  return rounded(head, more, 32 * (low + top) + 31 - empty);
}

/* Makes digits of a sum and the carry above them those of its magnitude; the sign's bit. */
static uint64_t magnitude_of(uint32_t *digits, int count, int64_t carry) {
  uint32_t turn = carry < 0 ? DIGIT : 0;
  uint64_t one = turn & 1;
  for (int i = 0; i < count; i++) {
    one += digits[i] ^ turn;
    digits[i] = (uint32_t)one;
    one >>= 32;
  }
  return (uint64_t)turn << 63;
}

/* Each sum as the nearest float64, half to even; there are at most MOST_PLACES - 2 places. Where `rest` is not NULL and
 * not 0, the sum is larger by less than a unit of the lowest place. */
EXPORT void featc_limb_nearest(const int64_t *digits, size_t rows, int64_t low, int64_t places, const uint8_t *rest,
                               double *out) {
  for (size_t row = 0; row < rows; row++) {
    uint32_t made[MOST_PLACES];
    int count = 0;
    if (rest) made[count++] = rest[row] != 0;
    int64_t carry = 0;
    for (int64_t place = 0; place < places; place++) {
      int64_t digit = digits[place * (int64_t)rows + (int64_t)row] + carry;
      made[count++] = (uint32_t)digit;
      carry = digit >> 32;
    }
    made[count++] = (uint32_t)carry;
    uint64_t sign = magnitude_of(made, count, carry);
    uint64_t found = nearest(made, count, rest ? low - 1 : low);
    out[row] = from_bits(found ? found | sign : 0);
  }
}

/* The bits nearest to the quotient of a magnitude by a count below 2^31. */
static uint64_t quotient(const uint32_t *digits, int count, int64_t low, uint64_t by) {
  uint32_t made[MOST_PLACES];
  const int below = 3; /* so that there are 64 bits, and one digit for whether anything is left */
  uint64_t rest = 0;
  for (int i = count - 1; i >= -below; i--) {
    rest = rest << 32 | (i >= 0 ? digits[i] : 0);
    made[i + below + 1] = (uint32_t)(rest / by);
    rest %= by;
  }
  made[0] = rest != 0;
  return nearest(made, count + below + 1, low - below - 1);
}

/* The sum of one row, or its mean. */
static double row_sum(const double *x, size_t rows, int mean) {
  int64_t least = NO_EXPONENT, greatest = -1;
  if (rows >= LONG_ROW)
    featc_chosen()->exponents(x, rows, &least, &greatest);
  else
    featc_exponents(x, rows, &least, &greatest);
  if (greatest < 0) return 0.0;
  if (greatest == 0x7FF) {
    int plus = 0, minus = 0, nan = 0;
    for (size_t i = 0; i < rows; i++) plus |= x[i] == INFINITY, minus |= x[i] == -INFINITY, nan |= x[i] != x[i];
    return nan || (plus && minus) ? NAN : plus ? INFINITY : -INFINITY;
  }
  uint32_t made[MOST_PLACES];
  int count = 0;
  int64_t low, carry = 0;
  if (rows < LONG_ROW && greatest - least <= 64) {
    /* all of them are in 53 + 64 bits, and so few that 128 hold their sum */
    __int128 sum = 0;
    least = least ? least : 1;
    for (size_t i = 0; i < rows; i++) {
      Parts parts = parts_of(x[i]);
      __int128 value = (__int128)parts.whole << (parts.whole ? parts.exponent - least : 0);
      sum += (value ^ parts.sign) - parts.sign;
    }
    low = last_place(least);
    int64_t shift = least - 1075 - 32 * low;
    uint64_t sign = sum < 0 ? (uint64_t)1 << 63 : 0;
    unsigned __int128 size = sum < 0 ? -(unsigned __int128)sum : (unsigned __int128)sum;
    uint64_t found;
    if (mean) {
      for (; count < 4; count++, size >>= 32) made[count] = (uint32_t)size;
      made[count] = 0;
      for (int i = count; i > 0; i--) made[i] = (uint32_t)(((uint64_t)made[i] << 32 | made[i - 1]) << shift >> 32);
      made[0] <<= shift;
      found = quotient(made, count + 1, low, rows);
    } else {
      uint64_t high = (uint64_t)(size >> 64), head = (uint64_t)size;
      int empty = high ? __builtin_clzll(high) : head ? 64 + __builtin_clzll(head) : 128;
      if (empty == 128) return 0.0;
      size <<= empty;
      found = rounded((uint64_t)(size >> 64), (uint64_t)size != 0, least - 1075 + 127 - empty);
    }
    return from_bits(found | sign);
  }
  int64_t digits[MOST_PLACES] = {0}, first = first_place(greatest);
  low = last_place(least);
  add_row(x, rows, low, first, digits);
  for (int64_t place = 0; place <= first - low + 2; place++) {
    int64_t digit = digits[place] + carry;
    made[count++] = (uint32_t)digit;
    carry = digit >> 32;
  }
  made[count++] = (uint32_t)carry;
  uint64_t sign = magnitude_of(made, count, carry);
  uint64_t found = mean ? quotient(made, count, low, rows) : nearest(made, count, low);
  return from_bits(found | sign);
}

/* The exact sum, or mean, of the values from offsets[row] up to offsets[row + 1], for each row, rounded once; 0.0 for
 * none. A row has fewer than 2^30 values. */
EXPORT void featc_sums(const double *x, const int64_t *offsets, size_t rows, int mean, double *out) {
  for (size_t row = 0; row < rows; row++)
    out[row] = row_sum(x + offsets[row], (size_t)(offsets[row + 1] - offsets[row]), mean);
}
