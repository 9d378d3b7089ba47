package dev.featc.runtime;

/** asin, acos, atan and atan2 of single values: StrictMath's (SEMANTICS.md#maths). Knows no lists. */
public final class FdlibmArc {
    private FdlibmArc() {}

    /** NaN outside -1..1. */
    public static double asinFloat64(double x) {
        return StrictMath.asin(x);
    }

    /** NaN outside -1..1. */
    public static double acosFloat64(double x) {
        return StrictMath.acos(x);
    }

    /** ±pi/2 for infinities. */
    public static double atanFloat64(double x) {
        return StrictMath.atan(x);
    }

    /** The angle of the point (x, y), from -pi to pi; zeros have their sides. */
    public static double atan2Float64(double y, double x) {
        return StrictMath.atan2(y, x);
    }
}
