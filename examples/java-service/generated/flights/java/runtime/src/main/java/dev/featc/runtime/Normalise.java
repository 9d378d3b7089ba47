package dev.featc.runtime;

import static dev.featc.runtime.Normal.HANGUL;
import static dev.featc.runtime.Normal.LEADING;
import static dev.featc.runtime.Normal.LEADING_COUNT;
import static dev.featc.runtime.Normal.TRAILING;
import static dev.featc.runtime.Normal.TRAILING_COUNT;
import static dev.featc.runtime.Normal.VOWEL;
import static dev.featc.runtime.Normal.VOWEL_COUNT;

import java.util.Arrays;

/** Normalization Form C (Unicode Standard Annex 15). Knows the pinned tables, no operator. */
final class Normalise {
    private static final int SYLLABLES = LEADING_COUNT * VOWEL_COUNT * TRAILING_COUNT;
    private static final int NONE = -1;

    private Normalise() {}

    /** X with every letter and its marks composed as far as the pinned Unicode version composes them. */
    static String nfc(String x) {
        if (!Normal.UNSURE.isIn(x)) {
            return x;
        }
        // Hangul syllables stay composed: decomposed and composed again they would be the same.
        int[] points = Normal.DECOMPOSITIONS.apply(x).codePoints().toArray();
        order(points);
        return new String(points, 0, compose(points));
    }

    /** The canonical ordering: code points of a class above 0 that stand together, stably by class. */
    private static void order(int[] points) {
        int start = 0;
        while (start < points.length) {
            if (Normal.combiningClass(points[start]) == 0) {
                start++;
                continue;
            }
            int stop = start + 1;
            while (stop < points.length && Normal.combiningClass(points[stop]) != 0) {
                stop++;
            }
            if (stop - start > 1) {
                sort(points, start, stop);
            }
            start = stop;
        }
    }

    private static void sort(int[] points, int start, int stop) {
        long[] keys = new long[stop - start]; // the class, then the place, which keeps the sort stable
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) Normal.combiningClass(points[start + i]) << 32 | i;
        }
        Arrays.sort(keys);
        int[] before = Arrays.copyOfRange(points, start, stop);
        for (int i = 0; i < keys.length; i++) {
            points[start + i] = before[(int) keys[i]];
        }
    }

    /**
     * The canonical composition, in place: each code point joins the last one of class 0 that nothing keeps it from.
     * Answers how many code points are left.
     */
    private static int compose(int[] points) {
        int done = 0;
        int starter = NONE; // where the last code point of class 0 is
        int last = 0; // the class of the last one that is done
        for (int point : points) {
            int own = Normal.combiningClass(point);
            if (starter != NONE && (starter == done - 1 || last < own)) {
                int composite = pair(points[starter], point);
                if (composite != NONE) {
                    points[starter] = composite;
                    continue;
                }
            }
            if (own == 0) {
                starter = done;
            }
            last = own;
            points[done++] = point;
        }
        return done;
    }

    /** What two code points are composed to. */
    private static int pair(int left, int right) {
        Integer composite = Normal.COMPOSITIONS.get(Normal.pair(left, right));
        if (composite != null) {
            return composite;
        }
        int leading = left - LEADING;
        int vowel = right - VOWEL;
        if (0 <= leading && leading < LEADING_COUNT && 0 <= vowel && vowel < VOWEL_COUNT) {
            return HANGUL + (leading * VOWEL_COUNT + vowel) * TRAILING_COUNT;
        }
        int syllable = left - HANGUL;
        int trailing = right - TRAILING;
        boolean open = 0 <= syllable && syllable < SYLLABLES && syllable % TRAILING_COUNT == 0;
        return open && 0 < trailing && trailing < TRAILING_COUNT ? left + trailing : NONE;
    }
}
