package dev.featc.runtime;

/**
 * Instants of civil times, as numbers and as RFC 3339 text (SEMANTICS.md#time). Knows no nulls.
 *
 * <p>Instants are microseconds since 1970-01-01T00:00:00Z inside 0001..9999; what leaves that range is null.
 */
public final class Instants {
    private static final long SECOND = Civil.SECOND;
    private static final long DAY = Limits.MICROSECONDS_PER_DAY;

    private Instants() {}

    public static Long toTimestampDatetime(long x, CivilZone zone) {
        Long moment = zone.instant(x);
        return moment == null ? null : fromUnixMicrosecondsInt64(moment);
    }

    public static CivilZone prepareToTimestampDatetime(String zone, String ambiguous, String missing) {
        return new CivilZone(Zones.zone(zone), ambiguous, missing);
    }

    public static Long fromUnixSecondsInt64(long x) {
        return inRange(x, SECOND) ? (Long) (x * SECOND) : null;
    }

    public static Long fromUnixMillisecondsInt64(long x) {
        return inRange(x, 1000) ? (Long) (x * 1000) : null;
    }

    public static Long fromUnixMicrosecondsInt64(long x) {
        return inRange(x, 1) ? (Long) x : null;
    }

    /** Whether so many times a width, in microseconds, is an instant. */
    private static boolean inRange(long x, long width) {
        return Math.floorDiv(Limits.TIME_MIN, width) <= x && x <= Math.floorDiv(Limits.TIME_MAX, width);
    }

    public static long unixSecondsTimestamp(long t) {
        return Math.floorDiv(t, SECOND);
    }

    public static long unixMillisecondsTimestamp(long t) {
        return Math.floorDiv(t, 1000);
    }

    public static long unixMicrosecondsTimestamp(long t) {
        return t;
    }

    public static Long parseRfc3339String(String x) {
        TextTime found = readRfc3339(x);
        return found == null ? null : fromUnixMicrosecondsInt64(found.instant());
    }

    /** The time of RFC 3339 that a text is; null for another text. */
    static TextTime readRfc3339(String x) {
        TextScanner text = new TextScanner(x);
        int year = text.digits(4);
        text.demand('-');
        int month = text.digits(2);
        text.demand('-');
        int day = text.digits(2);
        text.demandEither('T', 't');
        int hour = text.digits(2);
        text.demand(':');
        int minute = text.digits(2);
        text.demand(':');
        int second = text.digits(2);
        int micros = 0;
        if (text.take('.')) {
            micros = text.fraction();
        }
        long offset = 0;
        if (!text.takeEither('Z', 'z')) {
            boolean west = text.peek('-');
            text.demandEither('+', '-');
            int hours = text.digits(2);
            text.demand(':');
            offset = text.offset(west, hours, text.digits(2));
        }
        if (text.failed() || !text.atEnd() || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        Long days = Civil.makeDateInt64(year, month, day);
        if (days == null) {
            return null;
        }
        return new TextTime(days, ((hour * 60L + minute) * 60 + second) * SECOND + micros, offset);
    }

    public static String rfc3339Timestamp(long t) {
        return writeRfc3339(Math.floorDiv(t, DAY), Math.floorMod(t, DAY));
    }

    /** The text of days since 1970-01-01 and microseconds since midnight, in UTC. */
    static String writeRfc3339(long days, long clock) {
        int date = Days.date(days);
        int seconds = (int) (clock / SECOND);
        StringBuilder out = new StringBuilder(27);
        digits(out, Days.year(date), 4).append('-');
        digits(out, Days.month(date), 2).append('-');
        digits(out, Days.day(date), 2).append('T');
        digits(out, seconds / 3600, 2).append(':');
        digits(out, seconds / 60 % 60, 2).append(':');
        digits(out, seconds % 60, 2);
        return fraction(out, (int) (clock % SECOND)).append('Z').toString();
    }

    /** Writes a number with at least so many digits. */
    static StringBuilder digits(StringBuilder out, int number, int width) {
        int limit = 10;
        for (int i = 1; i < width; i++, limit *= 10) {
            if (number < limit) {
                out.append('0');
            }
        }
        return out.append(number);
    }

    /** Writes a point and digits as few as say all, of three or six; nothing for 0. */
    static StringBuilder fraction(StringBuilder out, int micros) {
        if (micros == 0) {
            return out;
        }
        out.append('.');
        return micros % 1000 != 0 ? digits(out, micros, 6) : digits(out, micros / 1000, 3);
    }
}
