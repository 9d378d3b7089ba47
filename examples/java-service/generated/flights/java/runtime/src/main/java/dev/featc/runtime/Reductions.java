package dev.featc.runtime;

import java.util.List;

/**
 * Operations that make one value of a list (SEMANTICS.md#reductions): sums, means, variances, products. Knows exact
 * sums and lists; no operator of another family.
 */
public final class Reductions {
    private Reductions() {}

    /** The exact sum of what is not null, rounded once. */
    public static double sumFloat64(List<Double> x) {
        return ExactSum.exactSum(DoubleList.present(x));
    }

    /** The sum of what is not null, wrapped. */
    public static long sumInt64(List<Long> x) {
        long sum = 0;
        for (long v : LongList.present(x)) {
            sum += v;
        }
        return sum;
    }

    /** The exact mean of what is not null, rounded once; null of nothing. */
    public static Double meanFloat64(List<Double> x) {
        double[] values = DoubleList.present(x);
        return values.length > 0 ? ExactSum.exactMean(values) : null;
    }

    /** The exact mean of what is not null, rounded once; null of nothing. */
    public static Double meanInt64(List<Long> x) {
        long[] values = LongList.present(x);
        return values.length > 0 ? ExactSum.exactMean(values) : null;
    }

    /** The exact variance of a sample, rounded once; null of fewer than two. */
    public static Double varSampFloat64(List<Double> x) {
        return variance(DoubleList.present(x), 1);
    }

    /** The exact variance of a population, rounded once; null of nothing. */
    public static Double varPopFloat64(List<Double> x) {
        return variance(DoubleList.present(x), 0);
    }

    /** The exact variance of a sample, rounded once; null of fewer than two. */
    public static Double varSampInt64(List<Long> x) {
        return variance(LongList.present(x), 1);
    }

    /** The exact variance of a population, rounded once; null of nothing. */
    public static Double varPopInt64(List<Long> x) {
        return variance(LongList.present(x), 0);
    }

    public static Double stddevSampFloat64(List<Double> x) {
        return root(variance(DoubleList.present(x), 1));
    }

    public static Double stddevPopFloat64(List<Double> x) {
        return root(variance(DoubleList.present(x), 0));
    }

    public static Double stddevSampInt64(List<Long> x) {
        return root(variance(LongList.present(x), 1));
    }

    public static Double stddevPopInt64(List<Long> x) {
        return root(variance(LongList.present(x), 0));
    }

    /** Whether an element is true. */
    public static boolean anyList(List<Boolean> x) {
        return x.contains(true);
    }

    /** Whether no element is false. */
    public static boolean allList(List<Boolean> x) {
        return !x.contains(false);
    }

    /** The exact sum of the rounded products, rounded once; null for unlike lengths and where an element is null. */
    public static Double dotFloat64(List<Double> x, List<Double> y) {
        return comparable(x, y) ? ExactSum.exactDot(DoubleList.values(x), DoubleList.values(y)) : null;
    }

    /** The square root of the dot product of x with itself. */
    public static Double l2NormFloat64(List<Double> x) {
        return root(dotFloat64(x, x));
    }

    /** The dot product divided by both norms; null as for {@link #dotFloat64}. */
    public static Double cosineFloat64(List<Double> x, List<Double> y) {
        if (!comparable(x, y)) {
            return null;
        }
        double[] a = DoubleList.values(x);
        double[] b = DoubleList.values(y);
        double one = Math.sqrt(ExactSum.exactDot(a, a));
        double other = Math.sqrt(ExactSum.exactDot(b, b));
        return ExactSum.exactDot(a, b) / (one * other);
    }

    private static boolean comparable(List<Double> x, List<Double> y) {
        return x.size() == y.size() && !DoubleList.hasNull(x) && !DoubleList.hasNull(y);
    }

    private static Double variance(double[] values, int ddof) {
        return values.length > ddof ? ExactSum.exactVariance(values, ddof) : null;
    }

    private static Double variance(long[] values, int ddof) {
        return values.length > ddof ? ExactSum.exactVariance(values, ddof) : null;
    }

    private static Double root(Double x) {
        return x != null ? Math.sqrt(x) : null;
    }
}
