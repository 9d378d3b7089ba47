package dev.featc.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A literal table that is looked into by strings. Knows no operator. */
public final class StringTable<T> {
    private final Map<String, T> values = new HashMap<>();
    private final T other;

    private StringTable(T other) {
        this.other = other;
    }

    /** The table of these pairs; other is what it has for every other key. */
    static <T> StringTable<T> of(List<Map.Entry<String, T>> pairs, T other) {
        StringTable<T> table = new StringTable<>(other);
        for (Map.Entry<String, T> pair : pairs) {
            table.values.put(pair.getKey(), pair.getValue());
        }
        return table;
    }

    /** The position of each item of a literal list that has no item twice. */
    static StringTable<Long> positions(String[] items) {
        StringTable<Long> table = new StringTable<>(null);
        for (int i = 0; i < items.length; i++) {
            table.values.put(items[i], (long) i);
        }
        return table;
    }

    /** What the table has for a key. */
    T get(String key) {
        T found = values.get(key);
        return found == null ? other : found;
    }

    /** How many keys it has. */
    int size() {
        return values.size();
    }
}
