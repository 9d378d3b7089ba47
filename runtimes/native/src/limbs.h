/* Columns of float64 taken apart into limbs of 32 bits, lane by lane. Knows no rounding of sums.
 *
 * With a power of two that is large enough, x + big keeps just the digits of x from a limb's unit on, its bits count that
 * unit, and x - ((x + big) - big) is exactly the rest (S. Rump, T. Ogita, S. Oishi, Accurate Floating-Point Summation,
 * 2008).
 */
#ifndef FEATC_LIMBS_H
#define FEATC_LIMBS_H

#include "lanes.h"
#include "sums.h"

/* The least exponent of what is not zero and the greatest, as in the bits; no zeros, infinities or NaN are left out. */
static void exponents_column(const double *x, size_t rows, int64_t *least, int64_t *greatest) {
  Mask low = {0}, high = {0};
  low += NO_EXPONENT;
  high -= 1;
  size_t i = 0;
  for (; i + LANES <= rows; i += LANES) {
    Mask b = (Mask)load(x + i) & INT64_MAX;
    Mask exponent = (Mask)((Words)b >> 52);
    Mask some = b != 0;
    Mask lower = some & (exponent < low), higher = some & (exponent > high);
    low = (lower & exponent) | (~lower & low);
    high = (higher & exponent) | (~higher & high);
  }
  for (int j = 0; j < LANES; j++) {
    if (low[j] < *least) *least = low[j];
    if (high[j] > *greatest) *greatest = high[j];
  }
  featc_exponents(x + i, rows - i, least, greatest);
}

#define LONG_BLOCK 64 /* vectors */

/* Adds the values' digits to those of the places from `low` on, of which there are `places`: enough for all of them. */
static void extract_column(const double *x, size_t rows, int64_t low, int64_t places, int64_t *digits) {
  while (rows >= LANES) {
    size_t vectors = rows / LANES < LONG_BLOCK ? rows / LANES : LONG_BLOCK;
    Lanes rest[LONG_BLOCK];
    for (size_t v = 0; v < vectors; v++) rest[v] = load(x + v * LANES);
    for (int64_t place = places; place-- > 0;) {
      double big = from_bits((uint64_t)(1023 + 52 + 32 * (low + place)) << 52) * 1.5;
      Words sums = {0};
      for (size_t v = 0; v < vectors; v++) {
        Lanes above = rest[v] + big;
        sums += (Words)above;
        rest[v] -= above - big;
      }
      uint64_t sum = 0;
      for (int j = 0; j < LANES; j++) sum += sums[j];
      digits[place] += (int64_t)(sum - vectors * LANES * bits(big)); /* wraps to what is small again */
    }
    x += vectors * LANES, rows -= vectors * LANES;
  }
  featc_add_digits(x, rows, low, digits);
}

#endif
