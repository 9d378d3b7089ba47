package dev.featc.runtime;

/**
 * Three-valued logic and nulls on single values. Knows no operator's catalogue row.
 *
 * <p>These stand for the operations that look at nulls themselves and are more than one operator of Java.
 */
public final class Logic {
    private Logic() {}

    /** Three-valued and: false where either is false, else null where either is null. */
    public static Boolean andNull(Boolean x, Boolean y) {
        if (x != null && !x || y != null && !y) {
            return false;
        }
        return x == null || y == null ? null : true;
    }

    /** Three-valued or: true where either is true, else null where either is null. */
    public static Boolean orNull(Boolean x, Boolean y) {
        if (x != null && x || y != null && y) {
            return true;
        }
        return x == null || y == null ? null : false;
    }

    /** Of two bools. */
    public static boolean xor(boolean x, boolean y) {
        return x != y;
    }

    public static boolean isFiniteFloat64(double x) {
        return Double.isFinite(x);
    }

    public static boolean isInfiniteFloat64(double x) {
        return Double.isInfinite(x);
    }

    /** Whether x is NaN. */
    public static boolean isNanFloat64(double x) {
        return x != x;
    }

    /** Null-safe equality of two scalars of one type; NaN is the same as NaN, and -0.0 as 0.0. */
    public static boolean isSame(Object x, Object y) {
        if (x == null || y == null) {
            return x == y;
        }
        if (x instanceof Double a && y instanceof Double b) {
            return a.doubleValue() == b.doubleValue() || a.isNaN() && b.isNaN();
        }
        return x.equals(y);
    }

    /** How many of the values are null. */
    public static long countNull(boolean... nulls) {
        long count = 0;
        for (boolean isNull : nulls) {
            count += isNull ? 1 : 0;
        }
        return count;
    }
}
