package dev.featc.runtime;

import java.util.Arrays;

/** A set of code points. Knows spans of code points, no table and no operator. */
final class PointClass {
    private static final int BITS = 8;

    private static final long[] NONE = new long[1 << BITS - 6];

    /** By the upper bits of a code point, then a bit for each value of the lower ones. */
    private final long[][] pages = new long[(Character.MAX_CODE_POINT >> BITS) + 1][];

    PointClass() {
        Arrays.fill(pages, NONE);
    }

    /** Adds the code points from the first to the last. */
    PointClass add(int first, int last) {
        for (int point = first; point <= last; point++) {
            long[] page = pages[point >> BITS];
            if (page == NONE) {
                page = pages[point >> BITS] = new long[NONE.length];
            }
            page[point >> 6 & NONE.length - 1] |= 1L << point; // the shift counts modulo 64
        }
        return this;
    }

    /** Adds each code point of a text. */
    PointClass add(String points) {
        points.codePoints().forEach(point -> add(point, point));
        return this;
    }

    boolean has(int point) {
        return (pages[point >> BITS][point >> 6 & NONE.length - 1] >>> point & 1) != 0;
    }

    /** Whether x has one of these code points. */
    boolean isIn(String x) {
        for (int at = 0, point; at < x.length(); at += Character.charCount(point)) {
            point = x.codePointAt(at);
            if (has(point)) {
                return true;
            }
        }
        return false;
    }

    /** Whether x has these code points and no others, and is not empty. */
    boolean isAll(String x) {
        for (int at = 0, point; at < x.length(); at += Character.charCount(point)) {
            point = x.codePointAt(at);
            if (!has(point)) {
                return false;
            }
        }
        return !x.isEmpty();
    }
}
