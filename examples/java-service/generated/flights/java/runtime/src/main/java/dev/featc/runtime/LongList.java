package dev.featc.runtime;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;

/**
 * A list of int64 over an array of primitives, none of them null. Operations take any {@code List<Long>}; one of
 * this class they read without boxing. Knows no operator.
 */
public final class LongList extends AbstractList<Long> implements RandomAccess {
    private final long[] values;

    private LongList(long[] values) {
        this.values = values;
    }

    /** The list of these values. It takes the array over: nobody may write to it afterwards. */
    public static LongList of(long... values) {
        return new LongList(values);
    }

    /** The list of these values, over an array of its own. */
    public static LongList copyOf(long[] values) {
        return new LongList(values.clone());
    }

    @Override
    public Long get(int index) {
        return values[index];
    }

    /** The value at a position, unboxed. */
    public long getLong(int index) {
        return values[index];
    }

    @Override
    public int size() {
        return values.length;
    }

    /** The values in a new array. */
    public long[] toLongArray() {
        return values.clone();
    }

    /** The values of a list, 0 where they are null; of a list of this class the array itself, to be read only. */
    static long[] values(List<Long> list) {
        if (list instanceof LongList primitive) {
            return primitive.values;
        }
        long[] values = new long[list.size()];
        int i = 0;
        for (Long v : list) {
            values[i++] = v != null ? v : 0L;
        }
        return values;
    }

    /** The values of a list that are not null; of a list of this class the array itself, to be read only. */
    static long[] present(List<Long> list) {
        if (list instanceof LongList primitive) {
            return primitive.values;
        }
        long[] values = new long[list.size()];
        int count = 0;
        for (Long v : list) {
            if (v != null) {
                values[count++] = v;
            }
        }
        return count < values.length ? Arrays.copyOf(values, count) : values;
    }

    /** The list of these values, null where either of two lists of the same length is; takes the array over. */
    static List<Long> withNulls(long[] values, List<?> x, List<?> y) {
        if (!DoubleList.hasNull(x) && (y == x || !DoubleList.hasNull(y))) {
            return new LongList(values);
        }
        Long[] boxed = new Long[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = x.get(i) == null || y.get(i) == null ? null : values[i];
        }
        return Collections.unmodifiableList(Arrays.asList(boxed));
    }
}
