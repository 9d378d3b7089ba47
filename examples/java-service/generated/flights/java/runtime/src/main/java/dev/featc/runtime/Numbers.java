package dev.featc.runtime;

import java.util.List;

/** Least, greatest, rounding, casts and number parsing on single values (SEMANTICS.md#numbers). Knows no nulls. */
public final class Numbers {
    /** The powers of ten that are float64s. */
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    };

    private Numbers() {}

    public static long leastInt64(long x, long y) {
        return Math.min(x, y);
    }

    public static long greatestInt64(long x, long y) {
        return Math.max(x, y);
    }

    public static long leastTimestamp(long x, long y) {
        return Math.min(x, y);
    }

    public static long leastDatetime(long x, long y) {
        return Math.min(x, y);
    }

    public static long leastDate(long x, long y) {
        return Math.min(x, y);
    }

    public static long leastDuration(long x, long y) {
        return Math.min(x, y);
    }

    public static long greatestTimestamp(long x, long y) {
        return Math.max(x, y);
    }

    public static long greatestDatetime(long x, long y) {
        return Math.max(x, y);
    }

    public static long greatestDate(long x, long y) {
        return Math.max(x, y);
    }

    public static long greatestDuration(long x, long y) {
        return Math.max(x, y);
    }

    /** NaN if either is NaN; -0.0 counts as less than 0.0. */
    public static double leastFloat64(double x, double y) {
        return Math.min(x, y);
    }

    /** NaN if either is NaN; -0.0 counts as less than 0.0. */
    public static double greatestFloat64(double x, double y) {
        return Math.max(x, y);
    }

    public static String leastString(String x, String y) {
        return Comparison.compareCodePoints(x, y) <= 0 ? x : y;
    }

    public static String greatestString(String x, String y) {
        return Comparison.compareCodePoints(x, y) >= 0 ? x : y;
    }

    public static long absInt64(long x) {
        return Math.abs(x);
    }

    public static double absFloat64(double x) {
        return Math.abs(x);
    }

    public static long absDuration(long x) {
        return Math.abs(x);
    }

    public static long signInt64(long x) {
        return Long.signum(x);
    }

    /** Zeros and NaN stay. */
    public static double signFloat64(double x) {
        return Math.signum(x);
    }

    /** The rest of a division toward zero, exact; NaN for an infinite x and for a zero y. */
    public static double fmodFloat64(double x, double y) {
        return x % y;
    }

    public static long clipInt64(long x, long lo, long hi) {
        return Math.min(Math.max(x, lo), hi);
    }

    /** {@code least(greatest(x, lo), hi)}. */
    public static double clipFloat64(double x, double lo, double hi) {
        return Math.min(Math.max(x, lo), hi);
    }

    public static double floorFloat64(double x) {
        return Math.floor(x);
    }

    public static double ceilFloat64(double x) {
        return Math.ceil(x);
    }

    public static double truncFloat64(double x) {
        return x < 0.0 ? Math.ceil(x) : Math.floor(x);
    }

    /** Half to even. */
    public static double roundFloat64(double x) {
        return Math.rint(x);
    }

    /** Half away from zero. */
    public static double roundHalfAwayFloat64(double x) {
        double whole = truncFloat64(x);
        return Math.abs(x - whole) >= 0.5 ? whole + Math.copySign(1.0, x) : whole;
    }

    public static Double ratioFloat64(double x, double y) {
        return y != 0.0 ? x / y : null;
    }

    /** Both are converted first, then divided. */
    public static Double ratioInt64(long x, long y) {
        return y != 0 ? (double) x / (double) y : null;
    }

    /** Toward zero; null for NaN and outside int64. */
    public static Long int64Float64(double x) {
        return -0x1p63 <= x && x < 0x1p63 ? (long) x : null;
    }

    public static long int64Bool(boolean x) {
        return x ? 1 : 0;
    }

    public static double float64Int64(long x) {
        return (double) x;
    }

    public static double float64Bool(boolean x) {
        return x ? 1.0 : 0.0;
    }

    /** Null elements stay null. */
    public static List<Double> float64ListInt64(List<Long> x) {
        long[] whole = LongList.values(x);
        double[] values = new double[whole.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (double) whole[i];
        }
        return DoubleList.withNulls(values, x, x);
    }

    /** Null elements stay null. */
    public static List<Double> float64ListBool(List<Boolean> x) {
        double[] values = new double[x.size()];
        for (int i = 0; i < values.length; i++) {
            Boolean v = x.get(i);
            values[i] = v != null && v ? 1.0 : 0.0;
        }
        return DoubleList.withNulls(values, x, x);
    }

    /** An optional sign and ASCII digits, nothing else; null for other texts and outside int64. */
    public static Long parseIntString(String x) {
        int i = afterSign(x, 0);
        if (i == x.length()) {
            return null;
        }
        long r = 0; // the negative of the number: there is one more of them
        boolean fits = true;
        for (; i < x.length(); i++) {
            int digit = x.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            fits = fits && (r > -922337203685477580L || r == -922337203685477580L && digit <= 8);
            r = r * 10 - digit;
        }
        if (!fits) {
            return null;
        }
        if (x.charAt(0) == '-') {
            return r;
        }
        return r != Long.MIN_VALUE ? -r : null;
    }

    /** The written grammar only (no spaces, underscores, nan, inf, hexadecimal); the value is correctly rounded. */
    public static Double parseFloatString(String x) {
        int start = afterSign(x, 0);
        int point = afterDigits(x, start);
        int end = point;
        if (end < x.length() && x.charAt(end) == '.') {
            end = afterDigits(x, end + 1);
        }
        if (end - start - (end > point ? 1 : 0) < 1) {
            return null; // no digit
        }
        if (end < x.length()) {
            char e = x.charAt(end);
            int exponent = afterSign(x, end + 1);
            if (e != 'e' && e != 'E' || exponent == x.length() || afterDigits(x, exponent) < x.length()) {
                return null;
            }
        } else if (end - start <= 16) {
            return fewDigits(x, start, point, end);
        }
        return Double.parseDouble(x);
    }

    /** Up to 15 digits and a point, or 16 digits, and no exponent: one rounding, for the power of ten is a float64. */
    private static double fewDigits(String x, int start, int point, int end) {
        long digits = 0;
        for (int i = start; i < end; i++) {
            if (i != point) {
                digits = digits * 10 + (x.charAt(i) - '0');
            }
        }
        double value = digits / TENS[Math.max(end - point - 1, 0)];
        return x.charAt(0) == '-' ? -value : value;
    }

    private static int afterSign(String x, int i) {
        return i < x.length() && (x.charAt(i) == '+' || x.charAt(i) == '-') ? i + 1 : i;
    }

    private static int afterDigits(String x, int i) {
        int end = i;
        while (end < x.length() && '0' <= x.charAt(end) && x.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
