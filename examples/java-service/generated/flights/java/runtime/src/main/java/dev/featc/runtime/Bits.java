package dev.featc.runtime;

/** The bits of an int64 in two's complement, on single values (SEMANTICS.md#numbers). Knows no nulls. */
public final class Bits {
    private Bits() {}

    public static long bitAndInt64(long x, long y) {
        return x & y;
    }

    public static long bitOrInt64(long x, long y) {
        return x | y;
    }

    public static long bitXorInt64(long x, long y) {
        return x ^ y;
    }

    public static long bitNotInt64(long x) {
        return ~x;
    }

    /** Wraps; null for a count outside 0..63. */
    public static Long shiftLeftInt64(long x, long count) {
        return 0 <= count && count <= 63 ? x << count : null;
    }

    /** The sign's bit comes in; null for a count outside 0..63. */
    public static Long shiftRightInt64(long x, long count) {
        return 0 <= count && count <= 63 ? x >> count : null;
    }

    /** Wraps; the count is in 0..63. */
    public static long shiftLeftByInt64(long x, long count) {
        return x << count;
    }

    /** The sign's bit comes in; the count is in 0..63. */
    public static long shiftRightByInt64(long x, long count) {
        return x >> count;
    }

    /** Of the two's complement. */
    public static long bitCountInt64(long x) {
        return Long.bitCount(x);
    }
}
