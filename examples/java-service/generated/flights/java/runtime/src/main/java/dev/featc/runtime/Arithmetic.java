package dev.featc.runtime;

import static dev.featc.runtime.Limits.DURATION_MAX;
import static dev.featc.runtime.Limits.MICROSECONDS_PER_DAY;
import static dev.featc.runtime.Limits.TIME_MAX;
import static dev.featc.runtime.Limits.TIME_MIN;

/**
 * Arithmetic on single numbers, strings and times (SEMANTICS.md#numbers). Knows no nulls among its operands.
 *
 * <p>int64 wraps in two's complement, float64 is IEEE 754, and so are Java's. Times are microseconds, dates days; what
 * leaves the range of its type ({@link Limits}) is null.
 */
public final class Arithmetic {
    private Arithmetic() {}

    public static long negInt64(long x) {
        return -x;
    }

    public static double negFloat64(double x) {
        return -x;
    }

    public static long negDuration(long x) {
        return -x;
    }

    public static long addInt64(long x, long y) {
        return x + y;
    }

    public static double addFloat64(double x, double y) {
        return x + y;
    }

    public static String addString(String x, String y) {
        return x.concat(y);
    }

    public static Long addTimestamp(long x, long y) {
        return time(x + y);
    }

    public static Long addDatetime(long x, long y) {
        return time(x + y);
    }

    public static Long addDuration(long x, long y) {
        return duration(x + y);
    }

    public static long subInt64(long x, long y) {
        return x - y;
    }

    public static double subFloat64(double x, double y) {
        return x - y;
    }

    /** Any two times of the range are less than DURATION_MAX apart. */
    public static long subTimestamps(long x, long y) {
        return x - y;
    }

    /** As {@link #subTimestamps}. */
    public static long subDatetimes(long x, long y) {
        return x - y;
    }

    /** Days in, microseconds out; any two dates of the range are less than DURATION_MAX apart. */
    public static long subDates(long x, long y) {
        return (x - y) * MICROSECONDS_PER_DAY;
    }

    public static Long subTimestamp(long x, long y) {
        return time(x - y);
    }

    public static Long subDatetime(long x, long y) {
        return time(x - y);
    }

    public static Long subDuration(long x, long y) {
        return duration(x - y);
    }

    public static long mulInt64(long x, long y) {
        return x * y;
    }

    public static double mulFloat64(double x, double y) {
        return x * y;
    }

    public static Long mulDuration(long x, long y) {
        long r = x * y;
        return Math.multiplyHigh(x, y) == r >> 63 ? duration(r) : null; // else the product needs more than 64 bits
    }

    public static double divFloat64(double x, double y) {
        return x / y;
    }

    /** Both are converted first. */
    public static double divInt64(long x, long y) {
        return (double) x / (double) y;
    }

    /** As {@link #divInt64}. */
    public static double divDuration(long x, long y) {
        return (double) x / (double) y;
    }

    public static long floordivNonzeroInt64(long x, long y) {
        return Math.floorDiv(x, y);
    }

    /** Null for a zero divisor; Long.MIN_VALUE // -1 wraps to itself. */
    public static Long floordivInt64(long x, long y) {
        return y != 0 ? Math.floorDiv(x, y) : null;
    }

    public static long modNonzeroInt64(long x, long y) {
        return Math.floorMod(x, y);
    }

    public static Long modInt64(long x, long y) {
        return y != 0 ? Math.floorMod(x, y) : null;
    }

    /** Sums and differences of a time and a duration do not wrap: both are far from the ends of a long. */
    private static Long time(long r) {
        return TIME_MIN <= r && r <= TIME_MAX ? r : null;
    }

    private static Long duration(long r) {
        return -DURATION_MAX <= r && r <= DURATION_MAX ? r : null;
    }
}
