/* What the two ways to exact sums share: the exponents of values, their digits one by one. */
#ifndef FEATC_SUMS_H
#define FEATC_SUMS_H

#include <stddef.h>
#include <stdint.h>

/* More than any exponent. */
#define NO_EXPONENT 0x800

void featc_exponents(const double *x, size_t rows, int64_t *least, int64_t *greatest);
void featc_add_digits(const double *x, size_t rows, int64_t low, int64_t *digits);

#endif
