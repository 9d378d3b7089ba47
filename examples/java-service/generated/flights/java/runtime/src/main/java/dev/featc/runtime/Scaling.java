package dev.featc.runtime;

import java.util.List;
import java.util.Map;

/**
 * Numbers moved to another scale, on single values (SEMANTICS.md#numbers). Knows no nulls.
 *
 * <p>The steps stand in the semantics; each is one operation of float64 or one of fdlibm's functions.
 */
public final class Scaling {
    /** A power of Box and Cox nearer to zero than this counts as zero: the results do not differ by half a unit. */
    private static final double NO_POWER = 1e-19;

    private Scaling() {}

    /** Without cancellation where the odds are near 1: there {@code 2 x - 1} is exact. */
    public static double logitFloat64(double x) {
        if (0.25 <= x && x <= 0.75) {
            double s = x + x - 1.0;
            return FdlibmLog.log1pFloat64(s) - FdlibmLog.log1pFloat64(-s);
        }
        return FdlibmLog.logFloat64(x / (1.0 - x));
    }

    /** By {@code expm1} where the power of x is near 1, by {@code pow} elsewhere. */
    public static double boxCoxFloat64(double x, double power) {
        if (!(x >= 0.0)) {
            return Double.NaN;
        }
        double t = FdlibmLog.logFloat64(x);
        if (-NO_POWER < power && power < NO_POWER) {
            return t;
        }
        t *= power;
        if (-1.0 < t && t < 1.0) {
            return FdlibmExp.expm1Float64(t) / power;
        }
        return (FdlibmPow.powFloat64(x + 0.0, power) - 1.0) / power;
    }

    /** The knots of a line: the ascending keys, and the value at each. */
    public static final class Knots {
        private final double[] xs;
        private final double[] ys;

        private Knots(double[] xs, double[] ys) {
            this.xs = xs;
            this.ys = ys;
        }
    }

    /** On the straight line between the two knots beside x; level beyond the ends. */
    public static double interpolateFloat64(double x, Knots knots) {
        double[] xs = knots.xs;
        double[] ys = knots.ys;
        if (x != x) {
            return x;
        }
        int after = after(xs, x);
        if (after == 0) {
            return ys[0];
        }
        double x0 = xs[after - 1];
        double y0 = ys[after - 1];
        if (x == x0 || after == xs.length) {
            return y0;
        }
        return y0 + (ys[after] - y0) * ((x - x0) / (xs[after] - x0));
    }

    public static Scaling.Knots prepareInterpolateFloat64(List<Map.Entry<Double, Double>> pairs) {
        return new Knots(
                pairs.stream().mapToDouble(Map.Entry::getKey).toArray(),
                pairs.stream().mapToDouble(Map.Entry::getValue).toArray());
    }

    /** How many of the ascending keys are at most x. */
    private static int after(double[] xs, double x) {
        int low = 0;
        int high = xs.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (xs[middle] <= x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
