/* Elementary functions of one float64, every path of them. Knows no lanes and no columns. */
#ifndef FEATC_SCALAR_H
#define FEATC_SCALAR_H

double exp_one(double x);
double expm1_one(double x);
double log_one(double x);
double log1p_one(double x);
double log2_one(double x);
double log10_one(double x);
double pow_one(double x, double y);
double tanh_one(double x);

#endif
