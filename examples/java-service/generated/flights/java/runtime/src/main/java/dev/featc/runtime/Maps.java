package dev.featc.runtime;

import java.util.List;
import java.util.Map;

/**
 * Values looked up in a literal map (SEMANTICS.md#categories). Knows no nulls.
 *
 * <p>A map comes prepared as a table, which has the default too where there is one. Each pair of types has its own
 * method, as it has its own name; what they do is the same.
 */
public final class Maps {
    private Maps() {}

    /** The value of the key x, or null. */
    public static Boolean mapStringBool(String x, StringTable<Boolean> table) {
        return table.get(x);
    }

    /** The value of the key x, or null. */
    public static Long mapStringInt64(String x, StringTable<Long> table) {
        return table.get(x);
    }

    /** The value of the key x, or null. */
    public static Double mapStringFloat64(String x, StringTable<Double> table) {
        return table.get(x);
    }

    /** The value of the key x, or null. */
    public static String mapStringString(String x, StringTable<String> table) {
        return table.get(x);
    }

    /** The value of the key x, or null. */
    public static Boolean mapInt64Bool(long x, LongTable<Boolean> table) {
        return table.get(x);
    }

    /** The value of the key x, or null. */
    public static Long mapInt64Int64(long x, LongTable<Long> table) {
        return table.get(x);
    }

    /** The value of the key x, or null. */
    public static Double mapInt64Float64(long x, LongTable<Double> table) {
        return table.get(x);
    }

    /** The value of the key x, or null. */
    public static String mapInt64String(long x, LongTable<String> table) {
        return table.get(x);
    }

    /** The value of the key x, or the default. */
    public static boolean mapOrStringBool(String x, StringTable<Boolean> table) {
        return table.get(x);
    }

    /** The value of the key x, or the default. */
    public static long mapOrStringInt64(String x, StringTable<Long> table) {
        return table.get(x);
    }

    /** The value of the key x, or the default. */
    public static double mapOrStringFloat64(String x, StringTable<Double> table) {
        return table.get(x);
    }

    /** The value of the key x, or the default. */
    public static String mapOrStringString(String x, StringTable<String> table) {
        return table.get(x);
    }

    /** The value of the key x, or the default. */
    public static boolean mapOrInt64Bool(long x, LongTable<Boolean> table) {
        return table.get(x);
    }

    /** The value of the key x, or the default. */
    public static long mapOrInt64Int64(long x, LongTable<Long> table) {
        return table.get(x);
    }

    /** The value of the key x, or the default. */
    public static double mapOrInt64Float64(long x, LongTable<Double> table) {
        return table.get(x);
    }

    /** The value of the key x, or the default. */
    public static String mapOrInt64String(long x, LongTable<String> table) {
        return table.get(x);
    }

    public static StringTable<Boolean> prepareMapStringBool(List<Map.Entry<String, Boolean>> pairs) {
        return StringTable.of(pairs, null);
    }

    public static StringTable<Long> prepareMapStringInt64(List<Map.Entry<String, Long>> pairs) {
        return StringTable.of(pairs, null);
    }

    public static StringTable<Double> prepareMapStringFloat64(List<Map.Entry<String, Double>> pairs) {
        return StringTable.of(pairs, null);
    }

    public static StringTable<String> prepareMapStringString(List<Map.Entry<String, String>> pairs) {
        return StringTable.of(pairs, null);
    }

    public static LongTable<Boolean> prepareMapInt64Bool(List<Map.Entry<Long, Boolean>> pairs) {
        return LongTable.of(pairs, null);
    }

    public static LongTable<Long> prepareMapInt64Int64(List<Map.Entry<Long, Long>> pairs) {
        return LongTable.of(pairs, null);
    }

    public static LongTable<Double> prepareMapInt64Float64(List<Map.Entry<Long, Double>> pairs) {
        return LongTable.of(pairs, null);
    }

    public static LongTable<String> prepareMapInt64String(List<Map.Entry<Long, String>> pairs) {
        return LongTable.of(pairs, null);
    }

    public static StringTable<Boolean> prepareMapOrStringBool(List<Map.Entry<String, Boolean>> pairs, boolean other) {
        return StringTable.of(pairs, other);
    }

    public static StringTable<Long> prepareMapOrStringInt64(List<Map.Entry<String, Long>> pairs, long other) {
        return StringTable.of(pairs, other);
    }

    public static StringTable<Double> prepareMapOrStringFloat64(List<Map.Entry<String, Double>> pairs, double other) {
        return StringTable.of(pairs, other);
    }

    public static StringTable<String> prepareMapOrStringString(List<Map.Entry<String, String>> pairs, String other) {
        return StringTable.of(pairs, other);
    }

    public static LongTable<Boolean> prepareMapOrInt64Bool(List<Map.Entry<Long, Boolean>> pairs, boolean other) {
        return LongTable.of(pairs, other);
    }

    public static LongTable<Long> prepareMapOrInt64Int64(List<Map.Entry<Long, Long>> pairs, long other) {
        return LongTable.of(pairs, other);
    }

    public static LongTable<Double> prepareMapOrInt64Float64(List<Map.Entry<Long, Double>> pairs, double other) {
        return LongTable.of(pairs, other);
    }

    public static LongTable<String> prepareMapOrInt64String(List<Map.Entry<Long, String>> pairs, String other) {
        return LongTable.of(pairs, other);
    }
}
