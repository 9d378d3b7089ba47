/* Elementary functions of one float64, every path that the common one of lanes is not. */
#ifndef FEATC_SCALAR_H
#define FEATC_SCALAR_H

#include "columns.h"

#define UNARY_ONE(name) double name##_one(double x);
#define BINARY_ONE(name) double name##_one(double x, double y);
UNARY_FUNCTIONS(UNARY_ONE)
BINARY_FUNCTIONS(BINARY_ONE)
#undef UNARY_ONE
#undef BINARY_ONE

#endif
