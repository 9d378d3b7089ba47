package dev.featc.runtime;

/**
 * sinh, cosh and tanh of single values: StrictMath's; and their inverses, by fdlibm 5.3's algorithms
 * (SEMANTICS.md#maths). The inverses stand on log and log1p. Knows no lists.
 */
public final class FdlibmHyperbolic {
    private static final double LN2 = 6.93147180559945286227e-01;
    /** asinh and acosh go other ways between the first and the second, and from there on. */
    private static final double BEYOND_2 = Double.longBitsToDouble(0x40000001L << 32);
    private static final double ASINH_FAR = Double.longBitsToDouble(0x41B00001L << 32);
    private static final double ACOSH_FAR = 0x1p28;

    private FdlibmHyperbolic() {}

    public static double sinhFloat64(double x) {
        return StrictMath.sinh(x);
    }

    public static double coshFloat64(double x) {
        return StrictMath.cosh(x);
    }

    public static double tanhFloat64(double x) {
        return StrictMath.tanh(x);
    }

    public static double asinhFloat64(double x) {
        double a = Math.abs(x);
        if (!(0x1p-28 <= a && a <= Double.MAX_VALUE)) {
            return x;
        }
        double w;
        if (a >= ASINH_FAR) {
            w = StrictMath.log(a) + LN2;
        } else if (a >= BEYOND_2) {
            w = StrictMath.log(2.0 * a + 1.0 / (Math.sqrt(x * x + 1.0) + a));
        } else {
            double t = x * x;
            w = StrictMath.log1p(a + t / (1.0 + Math.sqrt(1.0 + t)));
        }
        return x > 0.0 ? w : -w;
    }

    /** NaN below 1. */
    public static double acoshFloat64(double x) {
        if (!(1.0 <= x && x <= Double.MAX_VALUE)) {
            return x < 1.0 ? Double.NaN : x;
        }
        if (x >= ACOSH_FAR) {
            return StrictMath.log(x) + LN2;
        }
        if (x >= BEYOND_2) {
            return StrictMath.log(2.0 * x - 1.0 / (x + Math.sqrt(x * x - 1.0)));
        }
        double t = x - 1.0;
        return StrictMath.log1p(t + Math.sqrt(2.0 * t + t * t));
    }

    /** ±inf for ±1, NaN beyond. */
    public static double atanhFloat64(double x) {
        double a = Math.abs(x);
        if (!(a < 1.0)) {
            return a == 1.0 ? Math.copySign(Double.POSITIVE_INFINITY, x) : Double.NaN;
        }
        if (a < 0x1p-28) {
            return x;
        }
        double t = a + a;
        t = 0.5 * StrictMath.log1p(a < 0.5 ? t + t * a / (1.0 - a) : t / (1.0 - a));
        return x > 0.0 ? t : -t;
    }
}
