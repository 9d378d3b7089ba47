package dev.featc.runtime;

/**
 * String operations on code points (SEMANTICS.md#strings). Knows no operator of another family.
 *
 * <p>Strings are UTF-16 without lone surrogates; positions and lengths count code points and may be any int64.
 */
public final class Strings {
    /** A result of {@code replace} that is longer than this and than its operand is cut off. */
    private static final int LONGEST = 1 << 20;

    private Strings() {}

    /** How many code points x has. */
    public static long lengthString(String x) {
        return length(x);
    }

    /** How many bytes x has in UTF-8. */
    public static long byteLengthString(String x) {
        long count = x.length();
        for (int i = 0; i < x.length(); i++) {
            char c = x.charAt(i);
            if (c >= 0x80) {
                // A surrogate pair is two chars and four bytes.
                count += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return count;
    }

    /** The strings one after the other. */
    public static String concatString(String x, String y) {
        return x.concat(y);
    }

    /** Whether part stands anywhere in x; every string has the empty one. */
    public static boolean containsString(String x, String part) {
        return x.contains(part);
    }

    /** Whether x begins with prefix. */
    public static boolean startsWithString(String x, String prefix) {
        return x.startsWith(prefix);
    }

    /** Whether x ends with suffix. */
    public static boolean endsWithString(String x, String suffix) {
        return x.endsWith(suffix);
    }

    /** The first position at which part stands in x, null where there is none; the empty part stands at 0. */
    public static Long findString(String x, String part) {
        int at = x.indexOf(part);
        return at < 0 ? null : (Long) (long) x.codePointCount(0, at);
    }

    /** How many times part stands in x, found from the left without overlap; 0 of an empty part. */
    public static long countMatchesString(String x, String part) {
        return part.isEmpty() ? 0 : count(x, part);
    }

    /** The code points of x from position start to the end; a negative start counts from the end. */
    public static String sliceFromString(String x, long start) {
        return slice(x, start, Long.MAX_VALUE);
    }

    /** The code points of x from position start up to, without, stop; negative positions count from the end. */
    public static String sliceString(String x, long start, long stop) {
        return slice(x, start, stop);
    }

    /** The first n code points; of a negative n, all but the last -n. */
    public static String leftString(String x, long n) {
        return slice(x, 0, n);
    }

    /** The last n code points; of a negative n, all but the first -n. */
    public static String rightString(String x, long n) {
        if (n <= 0) {
            return n == 0 ? "" : slice(x, n == Long.MIN_VALUE ? Long.MAX_VALUE : -n, Long.MAX_VALUE);
        }
        return slice(x, -n, Long.MAX_VALUE);
    }

    /** The code points of x in the opposite order. */
    public static String reverseString(String x) {
        return new StringBuilder(x).reverse().toString(); // which keeps surrogate pairs together
    }

    /** X so many times, one after the other. */
    public static String repeatString(String x, long count) {
        return x.isEmpty() || count <= 0 ? "" : x.repeat((int) count);
    }

    /** X with fill before it as often as it takes to have width code points; an empty fill adds nothing. */
    public static String padStartString(String x, long width, String fill) {
        return filling(fill, width - length(x)).concat(x);
    }

    /** X with fill behind it as often as it takes to have width code points; an empty fill adds nothing. */
    public static String padEndString(String x, long width, String fill) {
        return x.concat(filling(fill, width - length(x)));
    }

    /** The first code points of fill written again and again. */
    private static String filling(String fill, long count) {
        if (fill.isEmpty() || count <= 0) {
            return "";
        }
        int length = length(fill);
        String whole = fill.repeat((int) (count / length));
        return whole.concat(slice(fill, 0, count % length));
    }

    /**
     * Each old in x, found from the left without overlap, replaced by new; an empty old changes nothing.
     *
     * <p>A result longer than both x and LONGEST is cut off at the greater of the two.
     */
    public static String replaceString(String x, String old, String replacement) {
        if (old.isEmpty()) {
            return x;
        }
        long length = length(x);
        long added = length(replacement);
        if (length + length / length(old) * added <= LONGEST) { // it cannot become longer than that
            return x.replace(old, replacement);
        }
        long end = Math.max(length, LONGEST);
        StringBuilder out = new StringBuilder();
        long written = 0;
        int from = 0;
        int at = x.indexOf(old);
        while (at >= 0 && written < end) { // what is behind the end need not be made
            out.append(x, from, at).append(replacement);
            written += x.codePointCount(from, at) + added;
            from = at + old.length();
            at = x.indexOf(old, from);
        }
        return slice(out.append(x, from, x.length()).toString(), 0, end);
    }

    /** X with its code points replaced, or removed, by a prepared table. */
    public static String translateString(String x, PointMap table) {
        return table.apply(x);
    }

    /** The table of translateString: each code point of letters, and the one at its place in others, if there is. */
    public static PointMap prepareTranslateString(String letters, String others) {
        PointMap table = new PointMap();
        int[] from = letters.codePoints().toArray();
        int[] to = others.codePoints().toArray();
        for (int i = from.length - 1; i >= 0; i--) { // the first of equal letters counts
            table.put(from[i], i < to.length ? Character.toString(to[i]) : "");
        }
        return table;
    }

    /**
     * The part of x at a position among those between separators; null where there is no such part.
     *
     * <p>A negative index counts from the end; an empty separator leaves x as the one part.
     */
    public static String splitPartString(String x, String separator, long index) {
        if (separator.isEmpty()) {
            return index == 0 || index == -1 ? x : null;
        }
        long place = index < 0 ? index + count(x, separator) + 1 : index;
        if (place < 0) {
            return null;
        }
        int from = 0;
        int at = x.indexOf(separator);
        for (; place > 0; place--) {
            if (at < 0) {
                return null;
            }
            from = at + separator.length();
            at = x.indexOf(separator, from);
        }
        return x.substring(from, at < 0 ? x.length() : at);
    }

    static int length(String x) {
        return x.codePointCount(0, x.length());
    }

    /** How many times a part that is not empty stands in x. */
    private static long count(String x, String part) {
        long count = 0;
        for (int at = x.indexOf(part); at >= 0; at = x.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static String slice(String x, long start, long stop) {
        int length = length(x);
        int first = Lists.position(start, length);
        int end = Lists.position(stop, length);
        if (first >= end) {
            return "";
        }
        if (length == x.length()) {
            return x.substring(first, end);
        }
        int from = x.offsetByCodePoints(0, first);
        return x.substring(from, x.offsetByCodePoints(from, end - first));
    }
}
