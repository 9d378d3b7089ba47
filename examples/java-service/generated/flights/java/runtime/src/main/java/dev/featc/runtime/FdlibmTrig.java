package dev.featc.runtime;

/**
 * sin, cos and tan of single values: StrictMath's (SEMANTICS.md#maths). Knows no lists.
 *
 * <p>Angles are in radians, of any size.
 */
public final class FdlibmTrig {
    private FdlibmTrig() {}

    /** NaN for infinities. */
    public static double sinFloat64(double x) {
        return StrictMath.sin(x);
    }

    /** NaN for infinities. */
    public static double cosFloat64(double x) {
        return StrictMath.cos(x);
    }

    /** NaN for infinities. */
    public static double tanFloat64(double x) {
        return StrictMath.tan(x);
    }
}
