package dev.featc.runtime;

/** Functions of single values that are composed of fdlibm's as SEMANTICS.md#maths says. Knows no lists. */
public final class FdlibmComposed {
    private static final double PI = 3.141592653589793;
    /** The quotients are rounded once. */
    private static final double RADIAN = PI / 180.0;
    private static final double DEGREE = 180.0 / PI;

    private FdlibmComposed() {}

    public static double sigmoidFloat64(double x) {
        if (x >= 0.0) {
            return 1.0 / (1.0 + StrictMath.exp(-x));
        }
        double e = StrictMath.exp(x);
        return e / (1.0 + e);
    }

    public static double softplusFloat64(double x) {
        return (x > 0.0 ? x : 0.0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    public static double piFloat64() {
        return PI;
    }

    public static double radiansFloat64(double x) {
        return x * RADIAN;
    }

    public static double degreesFloat64(double x) {
        return x * DEGREE;
    }
}
