package dev.featc.runtime;

/**
 * A text read from its start on, of which nothing is given back. Knows no format and no operator.
 *
 * <p>What is not there leaves a mark, {@link #failed}, and the answer means nothing.
 */
final class TextScanner {
    private final String text;
    private int at;
    private boolean failed;

    TextScanner(String text) {
        this.text = text;
    }

    boolean failed() {
        return failed;
    }

    boolean atEnd() {
        return at == text.length();
    }

    /** Whether c is next. */
    boolean peek(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    /** Whether c was next, and is read. */
    boolean take(char c) {
        if (!peek(c)) {
            return false;
        }
        at++;
        return true;
    }

    boolean takeEither(char c, char other) {
        return take(c) || take(other);
    }

    /** Whether an ASCII letter was next in either case, and is read; c is the lower one. */
    private boolean takeLetter(char c) {
        return takeEither(c, (char) (c - 'a' + 'A'));
    }

    /** Demands this character. */
    void demand(char c) {
        failed |= !take(c);
    }

    void demandEither(char c, char other) {
        failed |= !takeEither(c, other);
    }

    /** The number of so many digits. */
    int digits(int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            number = number * 10 + digit();
        }
        return number;
    }

    /** The number of at most so many digits. */
    int upToDigits(int most) {
        int number = digit();
        for (int i = 1; i < most && isDigit(at); i++) {
            number = number * 10 + digit();
        }
        return number;
    }

    /** The digits behind a second's point, one at least, in microseconds; from the seventh on they must be 0. */
    int fraction() {
        int micros = digit();
        int count = 1;
        for (; isDigit(at); count++) {
            int digit = digit();
            if (count < 6) {
                micros = micros * 10 + digit;
            } else {
                failed |= digit != 0;
            }
        }
        for (; count < 6; count++) {
            micros *= 10;
        }
        return micros;
    }

    /** A point and the digits behind it, in microseconds; 0, and nothing read, where they are not there. */
    int pointAndFraction() {
        if (!peek('.') || !isDigit(at + 1)) {
            return 0;
        }
        at++;
        return fraction();
    }

    /** Z, or an offset from UTC in microseconds, east positive: hours, or hours and minutes. */
    long offset() {
        if (take('Z')) {
            return 0;
        }
        boolean west = peek('-');
        demandEither('+', '-');
        int hours = digits(2);
        int minutes = 0;
        int behind = peek(':') ? at + 1 : at;
        if (isDigit(behind) && isDigit(behind + 1)) {
            at = behind;
            minutes = digits(2);
        }
        return offset(west, hours, minutes);
    }

    /** An offset from UTC in microseconds, east positive; not for hours above 23 or minutes above 59. */
    long offset(boolean west, int hours, int minutes) {
        failed |= hours > 23 || minutes > 59;
        long offset = (hours * 60 + minutes) * Civil.MINUTE;
        return west ? -offset : offset;
    }

    /** Which of some names in lower case is next, ASCII letters in either case, and is read. */
    int name(String[] names) {
        int start = at;
        for (int i = 0; i < names.length; i++) {
            int place = 0;
            while (place < names[i].length() && takeLetter(names[i].charAt(place))) {
                place++;
            }
            if (place == names[i].length()) {
                return i;
            }
            at = start;
        }
        failed = true;
        return 0;
    }

    /** Whether AM or PM, in either case, is PM. */
    boolean afternoon() {
        boolean afternoon = takeLetter('p');
        failed |= !afternoon && !takeLetter('a');
        failed |= !takeLetter('m');
        return afternoon;
    }

    private boolean isDigit(int place) {
        return place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9';
    }

    private int digit() {
        if (!isDigit(at)) {
            failed = true;
            return 0;
        }
        return text.charAt(at++) - '0';
    }
}
