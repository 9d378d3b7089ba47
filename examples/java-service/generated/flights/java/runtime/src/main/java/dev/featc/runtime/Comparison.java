package dev.featc.runtime;

import java.util.Arrays;

/**
 * Comparison and membership of single values (SEMANTICS.md#numbers). Knows no nulls among its operands.
 *
 * <p>What Java's operators compare as fdl does has no method here: bool, int64, float64 and times of one kind. An int64
 * and a float64 are compared exactly, as real numbers; strings by code point.
 */
public final class Comparison {
    private Comparison() {}

    public static boolean eqString(String x, String y) {
        return x.equals(y);
    }

    public static boolean eqInt64Float64(long x, double y) {
        return y == y && compare(x, y) == 0;
    }

    public static boolean eqFloat64Int64(double x, long y) {
        return x == x && compare(y, x) == 0;
    }

    public static boolean neString(String x, String y) {
        return !x.equals(y);
    }

    public static boolean neInt64Float64(long x, double y) {
        return !(y == y && compare(x, y) == 0);
    }

    public static boolean neFloat64Int64(double x, long y) {
        return !(x == x && compare(y, x) == 0);
    }

    public static boolean ltString(String x, String y) {
        return compareCodePoints(x, y) < 0;
    }

    public static boolean ltInt64Float64(long x, double y) {
        return y == y && compare(x, y) < 0;
    }

    public static boolean ltFloat64Int64(double x, long y) {
        return x == x && compare(y, x) > 0;
    }

    public static boolean leString(String x, String y) {
        return compareCodePoints(x, y) <= 0;
    }

    public static boolean leInt64Float64(long x, double y) {
        return y == y && compare(x, y) <= 0;
    }

    public static boolean leFloat64Int64(double x, long y) {
        return x == x && compare(y, x) >= 0;
    }

    public static boolean gtString(String x, String y) {
        return compareCodePoints(x, y) > 0;
    }

    public static boolean gtInt64Float64(long x, double y) {
        return y == y && compare(x, y) > 0;
    }

    public static boolean gtFloat64Int64(double x, long y) {
        return x == x && compare(y, x) < 0;
    }

    public static boolean geString(String x, String y) {
        return compareCodePoints(x, y) >= 0;
    }

    public static boolean geInt64Float64(long x, double y) {
        return y == y && compare(x, y) >= 0;
    }

    public static boolean geFloat64Int64(double x, long y) {
        return x == x && compare(y, x) <= 0;
    }

    /** Whether x is among the items. */
    public static boolean inInt64(long x, long[] items) {
        return Arrays.binarySearch(items, x) >= 0;
    }

    public static boolean inBool(boolean x, boolean[] items) {
        return items[x ? 1 : 0];
    }

    /** -0.0 equals 0.0; NaN is not found. */
    public static boolean inFloat64(double x, double[] items) {
        return Arrays.binarySearch(items, x + 0.0) >= 0;
    }

    public static boolean inString(String x, StringTable<Long> items) {
        return items.get(x) != null;
    }

    /** As {@link #inInt64}. */
    public static boolean inTimestamp(long x, long[] items) {
        return inInt64(x, items);
    }

    /** As {@link #inInt64}. */
    public static boolean inDatetime(long x, long[] items) {
        return inInt64(x, items);
    }

    /** As {@link #inInt64}. */
    public static boolean inDate(long x, long[] items) {
        return inInt64(x, items);
    }

    /** As {@link #inInt64}. */
    public static boolean inDuration(long x, long[] items) {
        return inInt64(x, items);
    }

    /** The items in ascending order, without NaNs and with 0.0 for -0.0. */
    public static double[] prepareInFloat64(double[] items) {
        return Arrays.stream(items).filter(v -> v == v).map(v -> v + 0.0).sorted().toArray();
    }

    /** Whether false is among the items, and whether true is. */
    public static boolean[] prepareInBool(boolean[] items) {
        boolean[] found = new boolean[2];
        for (boolean item : items) {
            found[item ? 1 : 0] = true;
        }
        return found;
    }

    /** The items in ascending order. */
    public static long[] prepareInInt64(long[] items) {
        long[] sorted = items.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    public static StringTable<Long> prepareInString(String[] items) {
        return StringTable.positions(items);
    }

    /** As {@link #prepareInInt64}. */
    public static long[] prepareInTimestamp(long[] items) {
        return prepareInInt64(items);
    }

    /** As {@link #prepareInInt64}. */
    public static long[] prepareInDatetime(long[] items) {
        return prepareInInt64(items);
    }

    /** As {@link #prepareInInt64}. */
    public static long[] prepareInDate(long[] items) {
        return prepareInInt64(items);
    }

    /** As {@link #prepareInInt64}. */
    public static long[] prepareInDuration(long[] items) {
        return prepareInInt64(items);
    }

    /** The order of two strings by code point: negative, zero or positive. {@code compareTo} has that of chars. */
    public static int compareCodePoints(String x, String y) {
        int length = Math.min(x.length(), y.length());
        for (int i = 0; i < length; i++) {
            char a = x.charAt(i);
            char b = y.charAt(i);
            if (a != b) {
                boolean far = isSurrogate(a);
                return far == isSurrogate(b) ? a - b : far ? 1 : -1; // what takes two chars is above all that take one
            }
        }
        return x.length() - y.length();
    }

    /** The order of an int64 and a float64 that is no NaN, as real numbers. */
    private static int compare(long x, double y) {
        double near = x;
        if (near != y) {
            return near < y ? -1 : 1; // rounding keeps the order, and y is its own rounding
        }
        return near == 0x1p63 ? -1 : Long.compare(x, (long) y);
    }

    private static boolean isSurrogate(char c) {
        return '\uD800' <= c && c <= '\uDFFF';
    }
}
