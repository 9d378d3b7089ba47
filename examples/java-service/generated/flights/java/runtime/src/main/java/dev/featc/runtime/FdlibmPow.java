package dev.featc.runtime;

/** One number to the power of another: StrictMath's (SEMANTICS.md#maths). Knows no lists. */
public final class FdlibmPow {
    private FdlibmPow() {}

    /** pow(x, ±0.0) is 1.0 for every x, NaN too; else NaN where either is; (±1.0) ** ±inf is NaN. */
    public static double powFloat64(double x, double y) {
        return StrictMath.pow(x, y);
    }

    /** pow(2.0, x). */
    public static double exp2Float64(double x) {
        return StrictMath.pow(2.0, x);
    }
}
