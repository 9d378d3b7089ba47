package dev.featc.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * XXH64 with seed 0. Knows the algorithm, nothing of what the hashes are for.
 *
 * <p>The algorithm is Yann Collet's, as his "xxHash fast digest algorithm" describes it.
 */
final class Xxh64 {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Xxh64() {}

    /** The hash of a string's UTF-8 bytes. */
    static long hash(String x) {
        byte[] octets = x.getBytes(StandardCharsets.UTF_8);
        return hash(octets, 0, octets.length);
    }

    /** The hash of a number's 8 little-endian bytes. */
    static long hash(long x) {
        return finish(absorb(PRIME_5 + 8, x));
    }

    /** The hash of the 8 little-endian bytes of x and then those of y. */
    static long hash(long x, long y) {
        return finish(absorb(absorb(PRIME_5 + 16, x), y));
    }

    /** The hash of the bytes from one place up to, without, another. */
    static long hash(byte[] data, int from, int to) {
        int at = from;
        long hash;
        if (to - from >= 32) {
            long first = PRIME_1 + PRIME_2;
            long second = PRIME_2;
            long third = 0;
            long fourth = -PRIME_1;
            for (; to - at >= 32; at += 32) {
                first = round(first, (long) LONGS.get(data, at));
                second = round(second, (long) LONGS.get(data, at + 8));
                third = round(third, (long) LONGS.get(data, at + 16));
                fourth = round(fourth, (long) LONGS.get(data, at + 24));
            }
            hash = Long.rotateLeft(first, 1)
                    + Long.rotateLeft(second, 7)
                    + Long.rotateLeft(third, 12)
                    + Long.rotateLeft(fourth, 18);
            hash = merge(merge(merge(merge(hash, first), second), third), fourth);
        } else {
            hash = PRIME_5;
        }
        hash += to - from;
        for (; to - at >= 8; at += 8) {
            hash = absorb(hash, (long) LONGS.get(data, at));
        }
        if (to - at >= 4) {
            hash ^= ((int) INTS.get(data, at) & 0xFFFFFFFFL) * PRIME_1;
            hash = Long.rotateLeft(hash, 23) * PRIME_2 + PRIME_3;
            at += 4;
        }
        for (; at < to; at++) {
            hash ^= (data[at] & 0xFF) * PRIME_5;
            hash = Long.rotateLeft(hash, 11) * PRIME_1;
        }
        return finish(hash);
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(long hash, long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    private static long absorb(long hash, long input) {
        return Long.rotateLeft(hash ^ round(0, input), 27) * PRIME_1 + PRIME_4;
    }

    private static long finish(long hash) {
        long mixed = (hash ^ hash >>> 33) * PRIME_2;
        mixed = (mixed ^ mixed >>> 29) * PRIME_3;
        return mixed ^ mixed >>> 32;
    }
}
