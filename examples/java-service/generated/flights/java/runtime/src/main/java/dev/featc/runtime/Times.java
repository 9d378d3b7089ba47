package dev.featc.runtime;

import static dev.featc.runtime.Civil.HOUR;
import static dev.featc.runtime.Civil.MINUTE;
import static dev.featc.runtime.Civil.SECOND;

/**
 * Civil time and durations (SEMANTICS.md#time). Knows zones as tables, no nulls.
 *
 * <p>Times are microseconds since 1970-01-01T00:00:00, dates days since 1970-01-01, both inside 0001..9999. Division
 * rounds down.
 */
public final class Times {
    private static final long DAY = Limits.MICROSECONDS_PER_DAY;

    private Times() {}

    /** The civil time of an instant; moved to the nearer end of 0001..9999 where it lies outside. */
    public static long at(long t, Zone zone) {
        return Math.min(Math.max(t + zone.offset(t), Limits.TIME_MIN), Limits.TIME_MAX);
    }

    public static Zone prepareAt(String zone) {
        return Zones.zone(zone);
    }

    public static long dateDatetime(long x) {
        return Math.floorDiv(x, DAY);
    }

    public static long yearDate(long x) {
        return Days.year(Days.date(x));
    }

    public static long monthDate(long x) {
        return Days.month(Days.date(x));
    }

    public static long dayDate(long x) {
        return Days.day(Days.date(x));
    }

    public static long isoWeekdayDate(long x) {
        return Days.weekday(x) + 1;
    }

    public static long dayOfYearDate(long x) {
        return x - Days.of(Days.year(Days.date(x)), 1, 1) + 1;
    }

    public static long isoWeekDate(long x) {
        long thursday = thursday(x);
        return (thursday - Days.of(Days.year(Days.date(thursday)), 1, 1)) / 7 + 1;
    }

    /** The Thursday of the week of a day: the week belongs to its year. */
    private static long thursday(long x) {
        return x - Days.weekday(x) + 3;
    }

    public static long quarterDate(long x) {
        return (Days.month(Days.date(x)) + 2) / 3;
    }

    public static long isoYearDate(long x) {
        return Days.year(Days.date(thursday(x)));
    }

    public static long daysInMonthDate(long x) {
        int date = Days.date(x);
        return Days.length(Days.year(date), Days.month(date));
    }

    public static boolean isLeapYearDate(long x) {
        return Days.isLeap(Days.year(Days.date(x)));
    }

    public static boolean isWeekendDate(long x) {
        return Days.weekday(x) > 4;
    }

    public static long yearDatetime(long x) {
        return yearDate(Math.floorDiv(x, DAY));
    }

    public static long monthDatetime(long x) {
        return monthDate(Math.floorDiv(x, DAY));
    }

    public static long dayDatetime(long x) {
        return dayDate(Math.floorDiv(x, DAY));
    }

    public static long isoWeekdayDatetime(long x) {
        return isoWeekdayDate(Math.floorDiv(x, DAY));
    }

    public static long dayOfYearDatetime(long x) {
        return dayOfYearDate(Math.floorDiv(x, DAY));
    }

    public static long isoWeekDatetime(long x) {
        return isoWeekDate(Math.floorDiv(x, DAY));
    }

    public static long quarterDatetime(long x) {
        return quarterDate(Math.floorDiv(x, DAY));
    }

    public static long isoYearDatetime(long x) {
        return isoYearDate(Math.floorDiv(x, DAY));
    }

    public static long daysInMonthDatetime(long x) {
        return daysInMonthDate(Math.floorDiv(x, DAY));
    }

    public static boolean isLeapYearDatetime(long x) {
        return isLeapYearDate(Math.floorDiv(x, DAY));
    }

    public static boolean isWeekendDatetime(long x) {
        return isWeekendDate(Math.floorDiv(x, DAY));
    }

    public static long hourDatetime(long x) {
        return Math.floorMod(x, DAY) / HOUR;
    }

    public static long minuteDatetime(long x) {
        return Math.floorMod(x, HOUR) / MINUTE;
    }

    public static long secondDatetime(long x) {
        return Math.floorMod(x, MINUTE) / SECOND;
    }

    public static long millisecondDatetime(long x) {
        return Math.floorMod(x, SECOND) / 1000;
    }

    public static long microsecondDatetime(long x) {
        return Math.floorMod(x, SECOND);
    }

    /** {@code unit} is a unit of truncateDate, or hour, minute, second or millisecond. */
    public static long truncateDatetime(long x, String unit) {
        return switch (unit) {
            case "millisecond" -> truncateStep(x, 1000);
            case "second" -> truncateStep(x, SECOND);
            case "minute" -> truncateStep(x, MINUTE);
            case "hour" -> truncateStep(x, HOUR);
            case "day" -> truncateStep(x, DAY);
            default -> truncateDate(Math.floorDiv(x, DAY), unit) * DAY;
        };
    }

    /** {@code unit} is year, quarter, month, week (from Monday on) or day. */
    public static long truncateDate(long x, String unit) {
        if (unit.equals("day")) {
            return x;
        }
        if (unit.equals("week")) {
            return x - Days.weekday(x);
        }
        int date = Days.date(x);
        int months = unit.equals("year") ? 12 : unit.equals("quarter") ? 3 : 1;
        return Days.of(Days.year(date), Days.month(date) - (Days.month(date) - 1) % months, 1);
    }

    /** {@code step} divides a day, so that midnights are multiples of it. */
    public static long truncateStep(long x, long step) {
        return x - Math.floorMod(x, step);
    }

    public static double daysDuration(long x) {
        return (double) x / 86_400_000_000.0;
    }

    public static double hoursDuration(long x) {
        return (double) x / 3_600_000_000.0;
    }

    public static double minutesDuration(long x) {
        return (double) x / 60_000_000.0;
    }

    public static double secondsDuration(long x) {
        return (double) x / 1_000_000.0;
    }

    public static long microsecondsDuration(long x) {
        return x;
    }
}
