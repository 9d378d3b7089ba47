package dev.featc.runtime;

/** sqrt, cbrt and hypot of single values: StrictMath's (SEMANTICS.md#maths). Knows no lists. */
public final class FdlibmRoots {
    private FdlibmRoots() {}

    /** IEEE 754's; NaN below zero. */
    public static double sqrtFloat64(double x) {
        return StrictMath.sqrt(x);
    }

    public static double cbrtFloat64(double x) {
        return StrictMath.cbrt(x);
    }

    /** The square root of x * x + y * y; infinity where one is infinite, even if the other is NaN. */
    public static double hypotFloat64(double x, double y) {
        return StrictMath.hypot(x, y);
    }
}
