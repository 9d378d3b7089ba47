package dev.featc.runtime;

/** exp and expm1 of single values: StrictMath's (SEMANTICS.md#maths). Knows no lists. */
public final class FdlibmExp {
    private FdlibmExp() {}

    public static double expFloat64(double x) {
        return StrictMath.exp(x);
    }

    public static double expm1Float64(double x) {
        return StrictMath.expm1(x);
    }
}
