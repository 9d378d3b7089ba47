package dev.featc.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Values written one after the other as they are hashed together. Knows how each type is written, no operator. */
final class Octets {
    private byte[] array = new byte[64];
    private int size;

    /** Writes a string: its length in UTF-8 bytes, then those. */
    Octets add(String x) {
        byte[] octets = x.getBytes(StandardCharsets.UTF_8);
        add(octets.length);
        reserve(octets.length);
        System.arraycopy(octets, 0, array, size, octets.length);
        size += octets.length;
        return this;
    }

    /** Writes the 8 little-endian bytes of a number. */
    Octets add(long x) {
        reserve(8);
        for (int shift = 0; shift < 64; shift += 8) {
            array[size++] = (byte) (x >>> shift);
        }
        return this;
    }

    /** The bytes, and others behind them. */
    byte[] array() {
        return array;
    }

    int size() {
        return size;
    }

    long bucket(long buckets) {
        return Long.remainderUnsigned(Xxh64.hash(array, 0, size), buckets);
    }

    private void reserve(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(2 * array.length, size + more));
        }
    }
}
