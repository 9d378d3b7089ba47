/* What the library offers: functions of columns, by the widest vector instructions that the processor has.
 *
 * Every level gives the same bits. Columns are contiguous float64s; x and out do not overlap. Knows no function's steps.
 */
#include <string.h>

#include "columns.h"
#include "export.h"

/* Counts up with every change of a function's name or operands; featc_runtime takes one number only. */
#define KERNEL_API 3

#if defined(__x86_64__)
extern const Level featc_level_avx512, featc_level_avx2, featc_level_sse4;
static const Level *const widest_first[] = {&featc_level_avx512, &featc_level_avx2, &featc_level_sse4};
static int supported(const Level *level) {
  __builtin_cpu_init();
  if (level == &featc_level_avx512)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  return level == &featc_level_avx2 ? __builtin_cpu_supports("avx2") : __builtin_cpu_supports("sse4.2");
}
#else
extern const Level featc_level_plain;
static const Level *const widest_first[] = {&featc_level_plain};
static int supported(const Level *level) { return level != 0; }
#endif

static const Level *chosen;

const Level *featc_chosen(void) { return chosen; }

EXPORT int featc_api(void) { return KERNEL_API; }

/* The names of the levels that this processor has, widest first; "" from some index on. */
EXPORT const char *featc_level(int index) {
  for (size_t i = 0; i < sizeof widest_first / sizeof *widest_first; i++)
    if (supported(widest_first[i]) && index-- == 0) return widest_first[i]->name;
  return "";
}

/* Whether functions are of the named level from now on; 0 where the processor lacks it. Before any other call. */
EXPORT int featc_use(const char *name) {
  for (size_t i = 0; i < sizeof widest_first / sizeof *widest_first; i++)
    if (supported(widest_first[i]) && !strcmp(name, widest_first[i]->name)) chosen = widest_first[i];
  return chosen && !strcmp(name, chosen->name);
}

#define UNARY(name) \
  EXPORT void featc_##name(const double *x, double *out, size_t rows) { chosen->name##_(x, out, rows); }
#define BINARY(name)                                                                                          \
  EXPORT void featc_##name(const double *x, size_t x_step, const double *y, size_t y_step, double *out, size_t rows) { \
    chosen->name##_(x, x_step, y, y_step, out, rows);                                                          \
  }

UNARY_FUNCTIONS(UNARY)
BINARY_FUNCTIONS(BINARY)
