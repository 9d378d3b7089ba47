package dev.featc.runtime;

import java.util.Arrays;
import java.util.List;

/**
 * Operations on values as categories (SEMANTICS.md#categories). Knows no operator of another family.
 *
 * <p>A literal table comes prepared as positions by item.
 */
public final class Categories {
    private Categories() {}

    /** How many of the ascending edges are not above x; closed on the right, how many are below x. */
    public static long cutInt64(long x, long[] edges, String closed) {
        boolean left = closed.equals("left");
        int low = 0;
        int high = edges.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (left ? edges[middle] <= x : edges[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** As for integers; null for NaN. */
    public static Long cutFloat64(double x, double[] edges, String closed) {
        if (x != x) {
            return null;
        }
        boolean left = closed.equals("left");
        int low = 0;
        int high = edges.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (left ? edges[middle] <= x : edges[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (long) low;
    }

    /** The position of x in the table, or null. */
    public static Long indexOfString(String x, StringTable<Long> table) {
        return table.get(x);
    }

    /** The position of x in the table, or null. */
    public static Long indexOfInt64(long x, LongTable<Long> table) {
        return table.get(x);
    }

    /** For each item of the table whether x is that item; all false for an unseen x. */
    public static List<Boolean> oneHotString(String x, StringTable<Long> table) {
        Boolean[] row = row(table.size());
        mark(row, table.get(x));
        return Arrays.asList(row);
    }

    /** For each item of the table whether x is that item; all false for an unseen x. */
    public static List<Boolean> oneHotInt64(long x, LongTable<Long> table) {
        Boolean[] row = row(table.size());
        mark(row, table.get(x));
        return Arrays.asList(row);
    }

    /** For each item of the table whether the list has it; null elements are no item. */
    public static List<Boolean> multiHotString(List<String> x, StringTable<Long> table) {
        Boolean[] row = row(table.size());
        for (String item : x) {
            if (item != null) {
                mark(row, table.get(item));
            }
        }
        return Arrays.asList(row);
    }

    /** For each item of the table whether the list has it; null elements are no item. */
    public static List<Boolean> multiHotInt64(List<Long> x, LongTable<Long> table) {
        Boolean[] row = row(table.size());
        for (Long item : x) {
            if (item != null) {
                mark(row, table.get(item));
            }
        }
        return Arrays.asList(row);
    }

    private static Boolean[] row(int size) {
        Boolean[] row = new Boolean[size];
        Arrays.fill(row, false);
        return row;
    }

    private static void mark(Boolean[] row, Long place) {
        if (place != null) {
            row[place.intValue()] = true;
        }
    }

    /** XXH64 with seed 0 of x's UTF-8 bytes, unsigned, modulo buckets. */
    public static long hashBucketString(String x, long buckets) {
        return Long.remainderUnsigned(Xxh64.hash(x), buckets);
    }

    /** XXH64 with seed 0 of x's 8 little-endian bytes, unsigned, modulo buckets. */
    public static long hashBucketInt64(long x, long buckets) {
        return Long.remainderUnsigned(Xxh64.hash(x), buckets);
    }

    public static StringTable<Long> prepareIndexOfString(String[] items) {
        return StringTable.positions(items);
    }

    public static LongTable<Long> prepareIndexOfInt64(long[] items) {
        return LongTable.positions(items);
    }

    public static StringTable<Long> prepareOneHotString(String[] items) {
        return StringTable.positions(items);
    }

    public static LongTable<Long> prepareOneHotInt64(long[] items) {
        return LongTable.positions(items);
    }

    public static StringTable<Long> prepareMultiHotString(String[] items) {
        return StringTable.positions(items);
    }

    public static LongTable<Long> prepareMultiHotInt64(long[] items) {
        return LongTable.positions(items);
    }
}
