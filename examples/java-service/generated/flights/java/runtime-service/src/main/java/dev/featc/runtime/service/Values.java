package dev.featc.runtime.service;

import static dev.featc.runtime.Limits.DATE_MAX;
import static dev.featc.runtime.Limits.DATE_MIN;
import static dev.featc.runtime.Limits.DURATION_MAX;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Single values between protobuf and raw form (SEMANTICS.md#wire). Knows no message of a feature set.
 *
 * <p>Readers tell {@link Violations} what is wrong and give 0 then; raw values are microseconds, of dates days.
 */
public final class Values {
    private static final long FIRST_SECOND = -62_135_596_800L;
    private static final long LAST_SECOND = 253_402_300_799L;
    private static final long LAST_DURATION_SECOND = 315_576_000_000L;
    private static final long SECONDS_PER_DAY = 86_400L;
    private static final int MAX_TEXT = 40;

    private Values() {}

    /** The number, of a NaN the canonical one. */
    public static double canonical(double value) {
        return value == value ? value : Double.NaN;
    }

    /** The number, of a NaN the canonical one. */
    public static float canonical(float value) {
        return value == value ? value : Float.NaN;
    }

    /** The text, if it is one of Unicode characters; {@link Unsendable} if not, where protobuf would write others. */
    public static String writeText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    throw new Unsendable("a lone surrogate");
                }
                i++;
            }
        }
        return text;
    }

    /** Microseconds of a google.protobuf.Timestamp. */
    public static long readTimestamp(String field, Timestamp message, Violations bad) {
        long seconds = message.getSeconds();
        int nanos = message.getNanos();
        if (nanos < 0 || nanos > 999_999_999) {
            bad.add(field, "OUT_OF_RANGE", "nanos of a timestamp are 0 to 999999999, found " + nanos);
        } else if (seconds < FIRST_SECOND || seconds > LAST_SECOND) {
            bad.add(field, "OUT_OF_RANGE", seconds + " s is outside 0001-01-01..9999-12-31");
        } else if (nanos % 1000 != 0) {
            bad.add(field, "TOO_FINE", "finer than a microsecond: nanos is " + nanos);
        } else {
            return seconds * 1_000_000 + nanos / 1000;
        }
        return 0;
    }

    /** The google.protobuf.Timestamp of microseconds. */
    public static Timestamp writeTimestamp(long value) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(value, 1_000_000L))
                .setNanos((int) Math.floorMod(value, 1_000_000L) * 1000)
                .build();
    }

    /** Microseconds of a google.protobuf.Duration, whose seconds and nanos must not have opposite signs. */
    public static long readDuration(String field, Duration message, Violations bad) {
        long seconds = message.getSeconds();
        int nanos = message.getNanos();
        if (nanos < -999_999_999 || nanos > 999_999_999) {
            bad.add(field, "OUT_OF_RANGE", "nanos of a duration are -999999999 to 999999999, found " + nanos);
        } else if ((seconds < 0 && nanos > 0) || (nanos < 0 && seconds > 0)) {
            String text = "seconds (" + seconds + ") and nanos (" + nanos + ") of a duration have opposite signs";
            bad.add(field, "OUT_OF_RANGE", text);
        } else if (seconds < -LAST_DURATION_SECOND
                || seconds > LAST_DURATION_SECOND
                || Math.abs(seconds * 1_000_000 + nanos / 1000) > DURATION_MAX) {
            bad.add(field, "OUT_OF_RANGE", seconds + " s is beyond ±315,576,000,000 s");
        } else if (nanos % 1000 != 0) {
            bad.add(field, "TOO_FINE", "finer than a microsecond: nanos is " + nanos);
        } else {
            return seconds * 1_000_000 + nanos / 1000;
        }
        return 0;
    }

    /** The google.protobuf.Duration of microseconds: seconds and nanos have the sign of the value. */
    public static Duration writeDuration(long value) {
        return Duration.newBuilder()
                .setSeconds(value / 1_000_000)
                .setNanos((int) (value % 1_000_000) * 1000)
                .build();
    }

    /** Days of YYYY-MM-DD, nothing else. */
    public static long readDate(String field, String text, Violations bad) {
        if (text.length() == 10 && isDate(text)) {
            try {
                return day(text);
            } catch (DateTimeException e) {
                // told below
            }
        }
        bad.add(field, "BAD_TEXT", shown(text) + " is no date YYYY-MM-DD of the years 0001 to 9999");
        return 0;
    }

    /** YYYY-MM-DD. */
    public static String writeDate(long value) {
        if (value < DATE_MIN || value > DATE_MAX) {
            throw new Unsendable("a date outside 0001-01-01..9999-12-31");
        }
        return LocalDate.ofEpochDay(value).toString();
    }

    /** Microseconds of YYYY-MM-DDTHH:MM:SS with up to six digits of a fraction, without an offset. */
    public static long readDatetime(String field, String text, Violations bad) {
        if (text.length() >= 19 && isDate(text) && isTime(text)) {
            try {
                long seconds = day(text) * SECONDS_PER_DAY + second(text);
                if (text.length() <= 26) {
                    return seconds * 1_000_000 + fraction(text);
                }
                bad.add(field, "TOO_FINE", "finer than a microsecond: " + shown(text));
                return 0;
            } catch (DateTimeException e) {
                // told below
            }
        }
        String rule = " is no civil time YYYY-MM-DDTHH:MM:SS[.ffffff] of the years 0001 to 9999";
        bad.add(field, "BAD_TEXT", shown(text) + rule);
        return 0;
    }

    /** YYYY-MM-DDTHH:MM:SS, with six digits of a fraction if that is not zero. */
    public static String writeDatetime(long value) {
        long second = Math.floorDiv(value, 1_000_000L);
        int micros = (int) Math.floorMod(value, 1_000_000L);
        int time = (int) Math.floorMod(second, SECONDS_PER_DAY);
        StringBuilder text = new StringBuilder(26).append(writeDate(Math.floorDiv(second, SECONDS_PER_DAY)));
        digits(text.append('T'), time / 3600, 2);
        digits(text.append(':'), time / 60 % 60, 2);
        digits(text.append(':'), time % 60, 2);
        if (micros != 0) {
            digits(text.append('.'), micros, 6);
        }
        return text.toString();
    }

    private static void digits(StringBuilder text, int value, int count) {
        String digits = Integer.toString(value);
        text.append("0".repeat(count - digits.length())).append(digits);
    }

    /** Whether the first ten characters have the form of a date. */
    private static boolean isDate(String text) {
        return areDigits(text, 0, 4) && text.charAt(4) == '-' && areDigits(text, 5, 7) && text.charAt(7) == '-'
                && areDigits(text, 8, 10);
    }

    /** Whether a time of day follows the date, with any number of digits of a fraction. */
    private static boolean isTime(String text) {
        boolean whole = text.charAt(10) == 'T' && areDigits(text, 11, 13) && text.charAt(13) == ':'
                && areDigits(text, 14, 16) && text.charAt(16) == ':' && areDigits(text, 17, 19);
        int length = text.length();
        return whole && (length == 19 || (length > 20 && text.charAt(19) == '.' && areDigits(text, 20, length)));
    }

    private static boolean areDigits(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }

    private static long day(String text) {
        int year = number(text, 0, 4);
        if (year == 0) {
            throw new DateTimeException("there is no year 0");
        }
        return LocalDate.of(year, number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    }

    private static long second(String text) {
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new DateTimeException("no time of day");
        }
        return hour * 3600L + minute * 60L + second;
    }

    private static long fraction(String text) {
        if (text.length() == 19) {
            return 0;
        }
        int value = number(text, 20, text.length());
        for (int i = text.length(); i < 26; i++) {
            value *= 10;
        }
        return value;
    }

    private static String shown(String text) {
        boolean fits = text.length() <= MAX_TEXT || text.codePointCount(0, text.length()) <= MAX_TEXT;
        return quoted(fits ? text : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT)) + "...");
    }

    /** The text as a literal of Python's in ASCII, so that every runtime shows it alike. */
    static String quoted(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder literal = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> {
            if (c == quote || c == '\\') {
                literal.append('\\').append((char) c);
            } else if (c >= ' ' && c < 127) {
                literal.append((char) c);
            } else if (c == '\t' || c == '\n' || c == '\r') {
                literal.append('\\').append(c == '\t' ? 't' : c == '\n' ? 'n' : 'r');
            } else {
                literal.append(String.format(c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
            }
        });
        return literal.append(quote).toString();
    }
}
