package dev.featc.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What Normalization Form C needs, from the pinned Unicode tables. Knows the tables, not the algorithm.
 *
 * <p>Hangul syllables are in no table: the Unicode Standard (section 3.12) gives them by arithmetic.
 */
final class Normal {
    /** The first Hangul syllable; a syllable is (leading * 21 + vowel) * 28 + trailing after it. */
    static final int HANGUL = 0xAC00;
    /** The first leading consonant, the first vowel, and the code point before the first trailing consonant. */
    static final int LEADING = 0x1100;
    static final int VOWEL = 0x1161;
    static final int TRAILING = 0x11A7;
    static final int LEADING_COUNT = 19;
    static final int VOWEL_COUNT = 21;
    static final int TRAILING_COUNT = 28;

    /** The full decomposition of all that have one, but for Hangul syllables. */
    static final PointMap DECOMPOSITIONS = new PointMap();
    /** The code point that two are composed to, by {@link #pair}. */
    static final LongTable<Integer> COMPOSITIONS;
    /** A string that has none of these is in Normalization Form C. */
    static final PointClass UNSURE = new PointClass();

    /** The canonical combining class of each code point where it is not 0. */
    private static final LongTable<Integer> CLASSES;

    static {
        Map<?, ?> data = Unicode.read();
        List<Map.Entry<Long, Integer>> classes = new ArrayList<>();
        Unicode.pairs(data, "combining_classes").forEach((number, points) -> {
            Integer own = Integer.valueOf((String) number);
            ((String) points).codePoints().forEach(point -> classes.add(Map.entry((long) point, own)));
            UNSURE.add((String) points);
        });
        CLASSES = LongTable.of(classes, 0);

        Map<Integer, String> steps = new HashMap<>();
        Unicode.pairs(data, "decompositions").forEach(
                (point, step) -> steps.put(((String) point).codePointAt(0), (String) step));
        PointClass never = new PointClass().add(Unicode.text(data, "not_composed"));
        List<Map.Entry<Long, Integer>> compositions = new ArrayList<>();
        steps.forEach((point, step) -> {
            DECOMPOSITIONS.put(point, expanded(step, steps));
            int first = step.codePointAt(0);
            int behind = Character.charCount(first);
            if (behind == step.length() || never.has(point)) {
                UNSURE.add(point, point); // never comes of composing
            } else {
                int second = step.codePointAt(behind);
                compositions.add(Map.entry(pair(first, second), point));
                UNSURE.add(second, second);
            }
        });
        COMPOSITIONS = LongTable.of(compositions, null);
        UNSURE.add(VOWEL, VOWEL + VOWEL_COUNT - 1);
        UNSURE.add(TRAILING + 1, TRAILING + TRAILING_COUNT - 1);
    }

    private Normal() {}

    static int combiningClass(int point) {
        return point < 0x300 ? 0 : CLASSES.get(point);
    }

    /** Two code points in one number. */
    static long pair(int first, int second) {
        return (long) first << 21 | second;
    }

    private static String expanded(String text, Map<Integer, String> steps) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> {
            String step = steps.get(point);
            if (step == null) {
                out.appendCodePoint(point);
            } else {
                out.append(expanded(step, steps));
            }
        });
        return out.toString();
    }
}
