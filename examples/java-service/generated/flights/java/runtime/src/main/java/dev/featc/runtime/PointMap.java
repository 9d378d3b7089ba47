package dev.featc.runtime;

/** What single code points are replaced by. Knows neither the tables nor an operator. */
public final class PointMap {
    private static final int BITS = 7;

    /** By the upper bits of a code point, then by its lower ones; null where nothing is replaced. */
    private final String[][] pages = new String[(Character.MAX_CODE_POINT >> BITS) + 1][];

    PointMap() {}

    /** Replaces a code point by a text, which may be empty. */
    void put(int point, String text) {
        String[] page = pages[point >> BITS];
        if (page == null) {
            page = pages[point >> BITS] = new String[1 << BITS];
        }
        page[point & (1 << BITS) - 1] = text;
    }

    /** What a code point is replaced by; null where it stays. */
    String get(int point) {
        String[] page = pages[point >> BITS];
        return page == null ? null : page[point & (1 << BITS) - 1];
    }

    /** X with its code points replaced; x itself where none is. */
    String apply(String x) {
        int at = 0;
        String text = null;
        while (at < x.length()) {
            int point = x.codePointAt(at);
            text = get(point);
            if (text != null) {
                break;
            }
            at += Character.charCount(point);
        }
        if (text == null) {
            return x;
        }
        StringBuilder out = new StringBuilder(x.length() + 8).append(x, 0, at);
        while (at < x.length()) {
            int point = x.codePointAt(at);
            text = get(point);
            if (text == null) {
                out.appendCodePoint(point);
            } else {
                out.append(text);
            }
            at += Character.charCount(point);
        }
        return out.toString();
    }
}
