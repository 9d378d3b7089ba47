/* Functions of columns, as one level of vector instructions has them. Knows no function's steps. */
#ifndef FEATC_COLUMNS_H
#define FEATC_COLUMNS_H

#include <stddef.h>
#include <stdint.h>

/* X(name) for each function of one float64. */
#define UNARY_FUNCTIONS(X)                                                                               \
  X(exp) X(expm1) X(exp2) X(log) X(log1p) X(log2) X(log10) X(cbrt) X(sin) X(cos) X(tan) X(asin) X(acos)  \
  X(atan) X(sinh) X(cosh) X(tanh) X(asinh) X(acosh) X(atanh) X(sigmoid) X(softplus) X(erf)
/* X(name) for each function of two. */
#define BINARY_FUNCTIONS(X) X(pow) X(hypot) X(atan2)

/* Steps are 1, or 0 for an operand that is one number for all rows. */
typedef void Unary(const double *x, double *out, size_t rows);
typedef void Binary(const double *x, size_t x_step, const double *y, size_t y_step, double *out, size_t rows);

typedef struct {
  const char *name;
#define UNARY_FIELD(name) Unary *name##_;
#define BINARY_FIELD(name) Binary *name##_;
  UNARY_FUNCTIONS(UNARY_FIELD)
  BINARY_FUNCTIONS(BINARY_FIELD)
  /* see limbs.h */
  void (*exponents)(const double *x, size_t rows, int64_t *least, int64_t *greatest);
  void (*extract)(const double *x, size_t rows, int64_t low, int64_t places, int64_t *digits);
#undef UNARY_FIELD
#undef BINARY_FIELD
} Level;

const Level *featc_chosen(void);

#endif
