package dev.featc.runtime;

import java.util.Locale;

/**
 * Operations on the code points of a string: case, normalisation, trimming, classes (SEMANTICS.md#strings).
 *
 * <p>Knows the pinned Unicode tables; no operator of another kind. Above ASCII, Java's own methods follow the Unicode
 * version of the platform and are not used.
 */
public final class Characters {
    private Characters() {}

    /** The classes of code points, each made when it is first asked for. */
    private static final class Alpha {
        static final PointClass POINTS = Unicode.categories("Lu", "Ll", "Lt", "Lm", "Lo");
    }

    private static final class Digit {
        static final PointClass POINTS = Unicode.categories("Nd");
    }

    private static final class Alnum {
        static final PointClass POINTS = Unicode.categories("Lu", "Ll", "Lt", "Lm", "Lo", "Nd");
    }

    /** Lower case, by the pinned full case mapping without locale and context. */
    public static String lowerString(String x) {
        return isAscii(x) ? x.toLowerCase(Locale.ROOT) : Unicode.Case.LOWER.apply(x);
    }

    /** Upper case, by the pinned full case mapping without locale. */
    public static String upperString(String x) {
        return isAscii(x) ? x.toUpperCase(Locale.ROOT) : Unicode.Case.UPPER.apply(x);
    }

    /** The pinned full case folding, without that for Turkic languages. */
    public static String casefoldString(String x) {
        return isAscii(x) ? x.toLowerCase(Locale.ROOT) : Unicode.Case.FOLD.apply(x);
    }

    /** Normalization Form C, by the pinned tables. */
    public static String nfcString(String x) {
        return isAscii(x) ? x : Normalise.nfc(x);
    }

    /** Without the code points of the pinned property White_Space at both ends. */
    public static String trimString(String x) {
        return trimStartString(trimEndString(x));
    }

    /** Without the code points of the pinned property White_Space at the start. */
    public static String trimStartString(String x) {
        int start = 0;
        while (start < x.length()) {
            int point = x.codePointAt(start);
            if (!Unicode.Space.POINTS.has(point)) {
                break;
            }
            start += Character.charCount(point);
        }
        return x.substring(start);
    }

    /** Without the code points of the pinned property White_Space at the end. */
    public static String trimEndString(String x) {
        int end = x.length();
        while (end > 0) {
            int point = x.codePointBefore(end);
            if (!Unicode.Space.POINTS.has(point)) {
                break;
            }
            end -= Character.charCount(point);
        }
        return x.substring(0, end);
    }

    /** Without the code points of a set at both ends. */
    public static String trimCharactersString(String x, String characters) {
        return trimStartCharactersString(trimEndCharactersString(x, characters), characters);
    }

    /** Without the code points of a set at the start. */
    public static String trimStartCharactersString(String x, String characters) {
        int start = 0;
        while (start < x.length()) {
            int point = x.codePointAt(start);
            if (characters.indexOf(point) < 0) {
                break;
            }
            start += Character.charCount(point);
        }
        return x.substring(start);
    }

    /** Without the code points of a set at the end. */
    public static String trimEndCharactersString(String x, String characters) {
        int end = x.length();
        while (end > 0) {
            int point = x.codePointBefore(end);
            if (characters.indexOf(point) < 0) {
                break;
            }
            end -= Character.charCount(point);
        }
        return x.substring(0, end);
    }

    /** Whether x is not empty and every code point has a general category L…. */
    public static boolean isAlphaString(String x) {
        return Alpha.POINTS.isAll(x);
    }

    /** Whether x is not empty and every code point has the general category Nd. */
    public static boolean isDigitString(String x) {
        return Digit.POINTS.isAll(x);
    }

    /** Whether x is not empty and every code point has a general category L… or Nd. */
    public static boolean isAlnumString(String x) {
        return Alnum.POINTS.isAll(x);
    }

    /** Whether x is not empty and every code point has the property White_Space. */
    public static boolean isSpaceString(String x) {
        return Unicode.Space.POINTS.isAll(x);
    }

    /** Whether x has a code point with the property Uppercase, and none with Lowercase or the general category Lt. */
    public static boolean isUpperString(String x) {
        // One in title case is in both classes.
        return Unicode.Cased.UPPER.isIn(x) && !Unicode.Cased.LOWER.isIn(x);
    }

    /** Whether x has a code point with the property Lowercase, and none with Uppercase or the general category Lt. */
    public static boolean isLowerString(String x) {
        return Unicode.Cased.LOWER.isIn(x) && !Unicode.Cased.UPPER.isIn(x);
    }

    /** Whether x is not empty and every code point is below U+0080. */
    public static boolean isAsciiString(String x) {
        return !x.isEmpty() && isAscii(x);
    }

    /** Decimal digits, after a minus where x is negative. */
    public static String stringInt64(long x) {
        return Long.toString(x);
    }

    /** {@code true} or {@code false}. */
    public static String stringBool(boolean x) {
        return x ? "true" : "false";
    }

    private static boolean isAscii(String x) {
        for (int i = 0; i < x.length(); i++) {
            if (x.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
