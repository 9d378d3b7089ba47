/* The loops over columns. Compiled once for each level of vector instructions, which -DLEVEL names. Knows no steps.
 *
 * A block of rows goes through the common path; then, if the block has any others, these through the scalar function.
 */
#include "columns.h"

#include "arc.h"
#include "erf.h"
#include "exp.h"
#include "hyperbolic.h"
#include "limbs.h"
#include "log.h"
#include "pow.h"
#include "roots.h"
#include "scalar.h"
#include "trig.h"

#define BLOCK 512
/* In the place of rows that are not there: a number that is common to all functions. */
#define FILLER 0.25

static void unary_tail(double *padded, const double *x, size_t rows) {
  for (size_t i = 0; i < LANES; i++) padded[i] = i < rows ? x[i] : FILLER;
}

#define UNARY_COLUMN(name)                                                                       \
  INLINE Mask name##_step(const double *x, double *out) {                                             \
    Lanes v = load(x);                                                                           \
    store(out, name##_common(v));                                                                \
    return ~name##_is_common(v);                                                                 \
  }                                                                                              \
  static __attribute__((noinline)) void name##_mend(const double *x, double *out, size_t rows) {                           \
    for (size_t i = 0; i + LANES <= rows; i += LANES) {                                          \
      Mask common = name##_is_common(load(x + i));                                               \
      for (size_t j = 0; j < LANES; j++)                                                         \
        if (!common[j]) out[i + j] = name##_one(x[i + j]);                                       \
    }                                                                                            \
  }                                                                                              \
  static void name##_column(const double *restrict x, double *restrict out, size_t rows) {       \
    while (rows >= LANES) {                                                                      \
      size_t block = (rows < BLOCK ? rows : BLOCK) / LANES * LANES;                              \
      Mask others = {0};                                                                         \
      for (size_t i = 0; i < block; i += LANES) others |= name##_step(x + i, out + i);           \
      if (any(others)) name##_mend(x, out, block);                                               \
      x += block, out += block, rows -= block;                                                   \
    }                                                                                            \
    if (rows) {                                                                                  \
      double last[LANES], results[LANES];                                                        \
      unary_tail(last, x, rows);                                                                 \
      if (any(name##_step(last, results))) name##_mend(last, results, LANES);                    \
      memcpy(out, results, rows * sizeof *out);                                                  \
    }                                                                                            \
  }

UNARY_FUNCTIONS(UNARY_COLUMN)

/* Operands are copied block by block, so that one number for all rows is a column like any other. */
static void operand(double *block, const double *from, size_t step, size_t rows) {
  for (size_t i = 0; i < rows; i++) block[i] = from[i * step];
  for (size_t i = rows; i % LANES; i++) block[i] = FILLER;
}

#define BINARY_COLUMN(name)                                                                                  \
  static void name##_column(const double *x, size_t x_step, const double *y, size_t y_step, double *out,     \
                            size_t rows) {                                                                   \
    double xs[BLOCK], ys[BLOCK], results[BLOCK];                                                             \
    int64_t common[BLOCK];                                                                                   \
    while (rows) {                                                                                           \
      size_t block = rows < BLOCK ? rows : BLOCK;                                                            \
      operand(xs, x, x_step, block);                                                                         \
      operand(ys, y, y_step, block);                                                                         \
      Mask others = {0};                                                                                     \
      for (size_t i = 0; i < block; i += LANES) {                                                            \
        Mask is_common;                                                                                      \
        store(results + i, name##_common(load(xs + i), load(ys + i), &is_common));                           \
        memcpy(common + i, &is_common, sizeof is_common);                                                    \
        others |= ~is_common;                                                                                \
      }                                                                                                      \
      if (any(others))                                                                                       \
        for (size_t i = 0; i < block; i++)                                                                   \
          if (!common[i]) results[i] = name##_one(xs[i], ys[i]);                                             \
      memcpy(out, results, block * sizeof *out);                                                             \
      x += block * x_step, y += block * y_step, out += block, rows -= block;                                 \
    }                                                                                                        \
  }

BINARY_FUNCTIONS(BINARY_COLUMN)

#define JOIN(x, y) x##y
#define LEVEL_NAMED(name) JOIN(featc_level_, name)
#define TEXT(name) #name
#define NAME_OF(level) TEXT(level)
#define COLUMN_ENTRY(name) name##_column,
const Level LEVEL_NAMED(LEVEL) = {NAME_OF(LEVEL), UNARY_FUNCTIONS(COLUMN_ENTRY) BINARY_FUNCTIONS(COLUMN_ENTRY)
                                  exponents_column, extract_column};
