package dev.featc.runtime;

import java.math.BigInteger;

/**
 * Exact sums, means and variances of float64 values, rounded once (SEMANTICS.md#reductions). Knows no operator.
 *
 * <p>Each is first tried with what additions and multiplications of float64 lose kept in a second float64. Where that
 * is not all, or does not decide the rounding, everything is an integer.
 */
final class ExactSum {
    /** Up to so many values the bounds of what is lost hold. */
    private static final int MANY = 1 << 16;
    /** 2^27 + 1: a product with it splits a float64 in halves of 26 bits. */
    private static final double SPLITTER = 0x1p27 + 1.0;

    private ExactSum() {}

    /**
     * The float64 nearest to total / count * 2^exponent, half to even; an infinity where that is too large. The count
     * is above zero.
     */
    static double rounded(BigInteger total, BigInteger count, int exponent) {
        if (total.signum() == 0) {
            return 0.0;
        }
        int shift = 66 - total.bitLength() + count.bitLength(); // a quotient of 65 to 67 bits
        BigInteger above = total.abs().shiftLeft(Math.max(shift, 0));
        BigInteger[] parts = above.divideAndRemainder(count.shiftLeft(Math.max(-shift, 0)));
        BigInteger quotient = parts[0];
        int unit = exponent - shift; // the result is quotient * 2^unit and less than 2^unit more
        int dropped = Math.max(quotient.bitLength() - 53, -1074 - unit);
        double value = Math.scalb(halfToEven(quotient, dropped, parts[1].signum() != 0), unit + dropped);
        return total.signum() < 0 ? -value : value;
    }

    /** A number without its last bits, rounded; 2^53 at most. More bits than it has give zero. */
    private static double halfToEven(BigInteger number, int dropped, boolean more) {
        BigInteger whole = number.shiftRight(dropped);
        boolean half = number.testBit(dropped - 1);
        boolean up = half && (more || whole.testBit(0) || number.getLowestSetBit() < dropped - 1);
        return whole.longValue() + (up ? 1 : 0);
    }

    /** The true sum of some values, rounded once; 0.0 where it is zero. */
    static double exactSum(double[] values) {
        double sum = 0.0;
        double rest = 0.0;
        for (double x : values) {
            double s = sum + x;
            double error = lost(sum, x, s);
            double r = rest + error;
            if (lost(rest, error, r) != 0.0) {
                return integerMean(values, 1);
            }
            sum = s;
            rest = r;
        }
        return sum + rest + 0.0;
    }

    /** The true sum of the products of two lists, each rounded, rounded once. */
    static double exactDot(double[] x, double[] y) {
        double sum = 0.0;
        double rest = 0.0;
        for (int i = 0; i < x.length; i++) {
            double product = x[i] * y[i];
            double s = sum + product;
            double error = lost(sum, product, s);
            double r = rest + error;
            if (lost(rest, error, r) != 0.0) {
                return exactSum(products(x, y));
            }
            sum = s;
            rest = r;
        }
        return sum + rest + 0.0;
    }

    private static double[] products(double[] x, double[] y) {
        double[] products = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            products[i] = x[i] * y[i];
        }
        return products;
    }

    /** The true mean of at least one value, rounded once. */
    static double exactMean(double[] values) {
        double sum = 0.0;
        double rest = 0.0;
        for (double x : values) {
            double s = sum + x;
            double error = lost(sum, x, s);
            double r = rest + error;
            if (lost(rest, error, r) != 0.0) {
                return integerMean(values, values.length);
            }
            sum = s;
            rest = r;
        }
        double mean = quotient(sum, rest, values.length);
        return mean == mean ? mean : integerMean(values, values.length);
    }

    /** The true mean of at least one integer, rounded once. */
    static double exactMean(long[] values) {
        long sum = 0;
        for (long x : values) {
            long s = sum + x;
            if (((sum ^ s) & (x ^ s)) < 0) {
                return integerMean(values); // the sum leaves int64
            }
            sum = s;
        }
        double mean = quotient((sum >> 32) * 0x1p32, sum & 0xFFFFFFFFL, values.length);
        return mean == mean ? mean : integerMean(values);
    }

    /** The true variance of more than {@code ddof} values, rounded once; NaN where a value is no number. */
    static double exactVariance(double[] values, int ddof) {
        double variance = variance(values, ddof);
        return variance == variance ? variance : integerVariance(values, ddof);
    }

    /** The true variance of more than {@code ddof} integers, rounded once. */
    static double exactVariance(long[] values, int ddof) {
        double[] floats = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (Math.abs(values[i]) >>> 53 != 0) {
                return integerVariance(values, ddof);
            }
            floats[i] = values[i];
        }
        return exactVariance(floats, ddof);
    }

    /** What a rounded sum has less than its two parts: exact, and NaN or infinite where the sum is too large. */
    private static double lost(double x, double y, double sum) {
        double part = sum - x;
        return (x - (sum - part)) + (y - part);
    }

    /** What a rounded product has less than its two factors': exact where nothing of it underflows or is too large. */
    private static double lostProduct(double x, double y, double product) {
        double t = SPLITTER * x;
        double x1 = t - (t - x);
        double x2 = x - x1;
        t = SPLITTER * y;
        double y1 = t - (t - y);
        double y2 = y - y1;
        return ((x1 * y1 - product) + x1 * y2 + x2 * y1) + x2 * y2;
    }

    /** The quotient of sum + rest and a count, rounded once; NaN where this does not find it. */
    private static double quotient(double sum, double rest, int count) {
        double s = sum + rest;
        double e = lost(sum, rest, s);
        double q = s / count;
        if (e == 0.0) {
            return Double.isFinite(s) ? q : Double.NaN;
        }
        double size = Math.abs(s);
        if (!(0x1p-900 < size && size < 0x1p900)) {
            return Double.NaN;
        }
        double product = q * count;
        double remainder = (s - product) - lostProduct(q, count, product); // exact
        double above = remainder + e;
        double more = above / count;
        double bound = 0x1p-50 * Math.abs(more);
        double low = q + (more - bound);
        double high = q + (more + bound);
        if (low == high) {
            return low;
        }
        double half = 0.5 * ((low - q) + (high - q)); // q + half is between two neighbours: if that is it, it is even
        return lost(remainder, e, above) == 0.0 && half * count == above ? q + half : Double.NaN;
    }

    /**
     * The variance, rounded once; NaN where this does not find it. That of numbers is that of their differences from
     * any number; from one near their mean, little cancels in n Σd² - (Σd)².
     */
    private static double variance(double[] values, int ddof) {
        int n = values.length;
        double centre = 0.0;
        boolean alike = true;
        for (double x : values) {
            centre += x;
            alike &= x == values[0];
        }
        if (alike && Double.isFinite(values[0])) {
            return 0.0;
        }
        centre /= n;
        double sum = 0.0;
        double sumRest = 0.0;
        double squares = 0.0;
        double squaresRest = 0.0;
        for (double x : values) {
            double d = x - centre;
            double rest = lost(x, -centre, d);
            double s = sum + d;
            sumRest += lost(sum, d, s) + rest;
            sum = s;
            double square = d * d;
            rest = lostProduct(d, d, square) + 2.0 * d * rest + rest * rest;
            s = squares + square;
            squaresRest += lost(squares, square, s) + rest;
            squares = s;
        }
        if (!(0x1p-700 < squares && squares < 0x1p700 && n <= MANY)) {
            return Double.NaN; // infinities, NaNs and what underflows too
        }
        double all = squares * n;
        double allRest = lostProduct(squares, n, all) + squaresRest * n;
        double off = sum * sum;
        double offRest = lostProduct(sum, sum, off) + 2.0 * sum * sumRest;
        double above = all - off;
        double aboveRest = lost(all, -off, above) + allRest - offRest;
        if (above < 0.5 * all) {
            return Double.NaN;
        }
        double below = (double) n * (n - ddof);
        double value = above / below;
        double product = value * below;
        double more = ((above - product) - lostProduct(value, below, product) + aboveRest) / below;
        double bound = (n + 8.0) * (n + 8.0) * 0x1p-98 * value;
        double low = value + (more - bound);
        return low == value + (more + bound) ? low : Double.NaN;
    }

    /** The sum of some values divided by a count, rounded once. */
    private static double integerMean(double[] values, int count) {
        double special = special(values);
        if (special != 0.0) {
            return special;
        }
        int exponent = least(values);
        BigInteger total = BigInteger.ZERO;
        for (double x : values) {
            total = total.add(fixed(x, exponent));
        }
        return rounded(total, BigInteger.valueOf(count), exponent);
    }

    private static double integerMean(long[] values) {
        BigInteger total = BigInteger.ZERO;
        for (long x : values) {
            total = total.add(BigInteger.valueOf(x));
        }
        return rounded(total, BigInteger.valueOf(values.length), 0);
    }

    private static double integerVariance(double[] values, int ddof) {
        if (special(values) != 0.0) {
            return Double.NaN;
        }
        int exponent = least(values);
        BigInteger[] integers = new BigInteger[values.length];
        for (int i = 0; i < values.length; i++) {
            integers[i] = fixed(values[i], exponent);
        }
        return integerVariance(integers, ddof, 2 * exponent);
    }

    private static double integerVariance(long[] values, int ddof) {
        BigInteger[] integers = new BigInteger[values.length];
        for (int i = 0; i < values.length; i++) {
            integers[i] = BigInteger.valueOf(values[i]);
        }
        return integerVariance(integers, ddof, 0);
    }

    private static double integerVariance(BigInteger[] values, int ddof, int exponent) {
        BigInteger total = BigInteger.ZERO;
        BigInteger squares = BigInteger.ZERO;
        for (BigInteger x : values) {
            total = total.add(x);
            squares = squares.add(x.multiply(x));
        }
        BigInteger n = BigInteger.valueOf(values.length);
        BigInteger above = n.multiply(squares).subtract(total.multiply(total));
        return rounded(above, n.multiply(BigInteger.valueOf(values.length - ddof)), exponent);
    }

    /** The sum of the values where that is no number, else 0.0. */
    private static double special(double[] values) {
        double special = 0.0;
        for (double x : values) {
            if (!Double.isFinite(x)) {
                special += x;
            }
        }
        return special;
    }

    /** The exponent of the last bit, over all values that are not zero; finite ones only. */
    private static int least(double[] values) {
        int least = 1023;
        for (double x : values) {
            if (x != 0.0) {
                int exponent = Math.max(Math.getExponent(x), Double.MIN_EXPONENT) - 52;
                least = Math.min(least, exponent);
            }
        }
        return least;
    }

    /** A finite value as a multiple of 2^exponent; its last bit is no lower. */
    private static BigInteger fixed(double x, int exponent) {
        int own = Math.max(Math.getExponent(x), Double.MIN_EXPONENT) - 52;
        long bits = Double.doubleToRawLongBits(x) & 0x000FFFFFFFFFFFFFL;
        long mantissa = Math.getExponent(x) < Double.MIN_EXPONENT ? bits : bits | 1L << 52;
        if (mantissa == 0) {
            return BigInteger.ZERO;
        }
        return BigInteger.valueOf(x < 0.0 ? -mantissa : mantissa).shiftLeft(own - exponent);
    }
}
