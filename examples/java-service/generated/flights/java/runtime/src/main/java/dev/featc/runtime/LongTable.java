package dev.featc.runtime;

import java.util.List;
import java.util.Map;

/** A literal table that is looked into by integers, which are not boxed for it. Knows no operator. */
public final class LongTable<T> {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /** A power of two of places, at most half of them taken; a key stands at its own place or behind it. */
    private final long[] keys;

    private final Object[] values;
    private final int shift;
    private final T other;
    private int size;

    private LongTable(int pairs, T other) {
        int bits = 33 - Integer.numberOfLeadingZeros(Math.max(pairs, 1));
        keys = new long[1 << bits];
        values = new Object[1 << bits];
        shift = 64 - bits;
        this.other = other;
    }

    /** The table of these pairs; other is what it has for every other key. */
    static <T> LongTable<T> of(List<Map.Entry<Long, T>> pairs, T other) {
        LongTable<T> table = new LongTable<>(pairs.size(), other);
        for (Map.Entry<Long, T> pair : pairs) {
            table.put(pair.getKey(), pair.getValue());
        }
        return table;
    }

    /** The position of each item of a literal list that has no item twice. */
    static LongTable<Long> positions(long[] items) {
        LongTable<Long> table = new LongTable<>(items.length, null);
        for (int i = 0; i < items.length; i++) {
            table.put(items[i], (long) i);
        }
        return table;
    }

    /** What the table has for a key. */
    T get(long key) {
        Object found = values[place(key)];
        if (found == null) {
            return other;
        }
        @SuppressWarnings("unchecked")
        T value = (T) found;
        return value;
    }

    /** How many keys it has. */
    int size() {
        return size;
    }

    private void put(long key, T value) {
        int place = place(key);
        if (values[place] == null) {
            size++;
        }
        keys[place] = key;
        values[place] = value;
    }

    /** Where a key is, or would be. */
    private int place(long key) {
        int place = (int) (key * MIX >>> shift);
        while (values[place] != null && keys[place] != key) {
            place = place + 1 & keys.length - 1;
        }
        return place;
    }
}
