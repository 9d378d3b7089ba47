package dev.featc.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * The format language of times as text, prepared for reading and printing (SEMANTICS.md#time). Knows no operator.
 *
 * <p>A format was checked when the program was compiled: it holds known directives only, each field at most once, and
 * what the fields need of each other.
 */
public final class TimeFormats {
    private static final String[] MONTHS = {
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    };
    private static final String[] WEEKDAYS = {
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    };

    private static final long SECOND = Civil.SECOND;

    private TimeFormats() {}

    /** A piece of a format: the letter of a directive, with or without a sign before it, or one character. */
    private record Piece(boolean directive, char sign, char letter) {}

    /** A format's directives and single characters, %F and %T written out. */
    private static List<Piece> expand(String format) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < format.length()) {
            char c = format.charAt(at++);
            if (c != '%') {
                pieces.add(new Piece(false, ' ', c));
                continue;
            }
            char letter = format.charAt(at++);
            char sign = ' ';
            if (letter == '-' || letter == '.') {
                sign = letter;
                letter = format.charAt(at++);
            }
            switch (letter) {
                case 'F' -> pieces.addAll(expand("%Y-%m-%d"));
                case 'T' -> pieces.addAll(expand("%H:%M:%S"));
                default -> pieces.add(new Piece(letter != '%', sign, letter));
            }
        }
        return pieces;
    }

    /** A format prepared for reading. What is read is never given back. */
    public static final class Reader {
        private static final String[] LOWER_MONTHS = lower(MONTHS, false);
        private static final String[] SHORT_MONTHS = lower(MONTHS, true);
        private static final String[] LOWER_WEEKDAYS = lower(WEEKDAYS, false);
        private static final String[] SHORT_WEEKDAYS = lower(WEEKDAYS, true);

        private final Piece[] pieces;

        Reader(String format) {
            pieces = expand(format).toArray(new Piece[0]);
        }

        /** The time that a text is; null for another text. */
        TextTime read(String text) {
            TextScanner scanner = new TextScanner(text);
            Fields found = new Fields();
            for (Piece piece : pieces) {
                if (piece.directive()) {
                    read(piece, scanner, found);
                } else {
                    scanner.demand(piece.letter());
                }
                if (scanner.failed()) {
                    return null;
                }
            }
            return scanner.atEnd() ? found.time() : null;
        }

        private static void read(Piece piece, TextScanner text, Fields found) {
            boolean narrow = piece.sign() == '-';
            switch (piece.letter()) {
                case 'Y' -> found.year = text.digits(4);
                case 'y' -> found.year = (text.digits(2) + 31) % 100 + 1969;
                case 'm' -> found.month = number(text, narrow);
                case 'b' -> found.month = text.name(SHORT_MONTHS) + 1;
                case 'B' -> found.month = text.name(LOWER_MONTHS) + 1;
                case 'd' -> found.day = number(text, narrow);
                case 'j' -> found.dayOfYear = narrow ? text.upToDigits(3) : text.digits(3);
                case 'a' -> found.weekday = text.name(SHORT_WEEKDAYS);
                case 'A' -> found.weekday = text.name(LOWER_WEEKDAYS);
                case 'H' -> found.hour = number(text, narrow);
                case 'I' -> found.halfHour = number(text, narrow);
                case 'p' -> found.afternoon = text.afternoon();
                case 'M' -> found.minute = number(text, narrow);
                case 'S' -> found.second = number(text, narrow);
                case 'f' -> found.micros = piece.sign() == '.' ? text.pointAndFraction() : text.fraction();
                default -> found.offset = text.offset();
            }
        }

        private static int number(TextScanner text, boolean narrow) {
            return narrow ? text.upToDigits(2) : text.digits(2);
        }

        private static String[] lower(String[] names, boolean cut) {
            String[] lower = new String[names.length];
            for (int i = 0; i < names.length; i++) {
                lower[i] = Characters.lowerString(cut ? names[i].substring(0, 3) : names[i]);
            }
            return lower;
        }
    }

    /** What was read of each field; of some -1 where the format has them not. */
    private static final class Fields {
        private int year;
        private int month;
        private int day;
        private int dayOfYear = -1;
        private int weekday = -1;
        private int hour;
        private int halfHour = -1;
        private boolean afternoon;
        private int minute;
        private int second;
        private int micros;
        private long offset;

        TextTime time() {
            Long days = days();
            if (days == null || weekday >= 0 && weekday != Days.weekday(days)) {
                return null;
            }
            if (halfHour >= 0) {
                hour = halfHour < 1 || halfHour > 12 ? 24 : halfHour % 12 + (afternoon ? 12 : 0);
            }
            if (hour > 23 || minute > 59 || second > 59) {
                return null;
            }
            return new TextTime(days, ((hour * 60L + minute) * 60 + second) * SECOND + micros, offset);
        }

        /** The day of the fields read; null where the calendar has none. */
        private Long days() {
            if (dayOfYear < 0) {
                return Civil.makeDateInt64(year, month, day);
            }
            if (year < 1 || dayOfYear < 1 || dayOfYear > (Days.isLeap(year) ? 366 : 365)) {
                return null;
            }
            return Days.of(year, 1, 1) + dayOfYear - 1L;
        }
    }

    /** A format prepared for printing. */
    public static final class Printer {
        private final Piece[] pieces;

        Printer(String format) {
            pieces = expand(format).toArray(new Piece[0]);
        }

        /** The text of days since 1970-01-01 and microseconds since midnight. */
        String write(long days, long clock) {
            StringBuilder out = new StringBuilder(2 * pieces.length + 16);
            int date = Days.date(days);
            for (Piece piece : pieces) {
                if (piece.directive()) {
                    print(piece, out, days, date, clock);
                } else {
                    out.append(piece.letter());
                }
            }
            return out.toString();
        }

        private static void print(Piece piece, StringBuilder out, long days, int date, long clock) {
            int seconds = (int) (clock / SECOND);
            int width = piece.sign() == '-' ? 1 : 2;
            switch (piece.letter()) {
                case 'Y' -> Instants.digits(out, Days.year(date), 4);
                case 'y' -> Instants.digits(out, Days.year(date) % 100, 2);
                case 'm' -> Instants.digits(out, Days.month(date), width);
                case 'b' -> out.append(MONTHS[Days.month(date) - 1], 0, 3);
                case 'B' -> out.append(MONTHS[Days.month(date) - 1]);
                case 'd' -> Instants.digits(out, Days.day(date), width);
                case 'j' -> Instants.digits(out, (int) Times.dayOfYearDate(days), piece.sign() == '-' ? 1 : 3);
                case 'a' -> out.append(WEEKDAYS[Days.weekday(days)], 0, 3);
                case 'A' -> out.append(WEEKDAYS[Days.weekday(days)]);
                case 'H' -> Instants.digits(out, seconds / 3600, width);
                case 'I' -> Instants.digits(out, (seconds / 3600 + 11) % 12 + 1, width);
                case 'p' -> out.append(seconds < 43_200 ? "AM" : "PM");
                case 'M' -> Instants.digits(out, seconds / 60 % 60, width);
                case 'S' -> Instants.digits(out, seconds % 60, width);
                default -> fraction(piece, out, (int) (clock % SECOND));
            }
        }

        private static void fraction(Piece piece, StringBuilder out, int micros) {
            if (piece.sign() == '.') {
                Instants.fraction(out, micros);
            } else {
                Instants.digits(out, micros, 6);
            }
        }
    }
}
