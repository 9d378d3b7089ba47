package dev.featc.runtime;

import static dev.featc.runtime.Limits.DATE_MAX;
import static dev.featc.runtime.Limits.DATE_MIN;

/**
 * Civil times and dates, made and moved by the calendar (SEMANTICS.md#time). Knows no zones, no nulls.
 *
 * <p>Times are microseconds since 1970-01-01T00:00:00, dates days since 1970-01-01, both inside 0001..9999. What leaves
 * that range is null.
 */
public final class Civil {
    static final long SECOND = 1_000_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    private static final long DAY = Limits.MICROSECONDS_PER_DAY;
    private static final long LAST_MONTH = 12 * 9999 + 11; // December 9999, counted from January of the year 0
    private static final long MONTHS = 12 * 10_000; // no step of more months stays in the range

    private Civil() {}

    /** The microseconds of a unit of a fixed length; 0 for the others. */
    private static long width(String unit) {
        return switch (unit) {
            case "microsecond" -> 1;
            case "millisecond" -> 1000;
            case "second" -> SECOND;
            case "minute" -> MINUTE;
            case "hour" -> HOUR;
            case "day" -> DAY;
            case "week" -> 7 * DAY;
            default -> 0;
        };
    }

    public static long datetimeDate(long x) {
        return x * DAY;
    }

    public static Long makeDateInt64(long year, long month, long day) {
        if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) {
            return null;
        }
        if (day > Days.length((int) year, (int) month)) {
            return null;
        }
        return (long) Days.of((int) year, (int) month, (int) day);
    }

    public static Long makeDatetimeInt64(long year, long month, long day, long hour, long minute, long second) {
        Long days = makeDateInt64(year, month, day);
        if (days == null || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return null;
        }
        return days * DAY + hour * HOUR + minute * MINUTE + second * SECOND;
    }

    public static Long addDaysDate(long x, long n) {
        return n < DATE_MIN - x || n > DATE_MAX - x ? null : (Long) (x + n);
    }

    /** The day stays, or becomes the last one of a shorter month. */
    public static Long addMonthsDate(long x, long n) {
        if (n < -MONTHS || n > MONTHS) {
            return null;
        }
        int date = Days.date(x);
        int months = Days.year(date) * 12 + Days.month(date) - 1 + (int) n;
        if (months < 12 || months > LAST_MONTH) {
            return null;
        }
        int year = months / 12;
        int month = months % 12 + 1;
        return (long) Days.of(year, month, Math.min(Days.day(date), Days.length(year, month)));
    }

    public static Long addYearsDate(long x, long n) {
        return n < -MONTHS || n > MONTHS ? null : addMonthsDate(x, 12 * n);
    }

    public static Long addDaysDatetime(long x, long n) {
        return withClock(addDaysDate(Math.floorDiv(x, DAY), n), x);
    }

    public static Long addMonthsDatetime(long x, long n) {
        return withClock(addMonthsDate(Math.floorDiv(x, DAY), n), x);
    }

    public static Long addYearsDatetime(long x, long n) {
        return n < -MONTHS || n > MONTHS ? null : addMonthsDatetime(x, 12 * n);
    }

    /** The time of day of x on another day. */
    private static Long withClock(Long day, long x) {
        return day == null ? null : (Long) (day * DAY + Math.floorMod(x, DAY));
    }

    /** {@code y} is whole days, in microseconds. */
    public static Long addDate(long x, long y) {
        return addDaysDate(x, Math.floorDiv(y, DAY));
    }

    /** {@code y} is whole days, in microseconds. */
    public static Long subDate(long x, long y) {
        return addDaysDate(x, -Math.floorDiv(y, DAY));
    }

    public static Long addDurationDate(long x, long y) {
        return y % DAY != 0 ? null : addDaysDate(x, y / DAY);
    }

    public static Long subDurationDate(long x, long y) {
        return y % DAY != 0 ? null : addDaysDate(x, -(y / DAY));
    }

    public static Long addCalendarDate(long x, long n) {
        return addMonthsDate(x, n);
    }

    public static Long subCalendarDate(long x, long n) {
        return addMonthsDate(x, -n); // -n is n for the least n, which is as far outside
    }

    public static Long addCalendarDatetime(long x, long n) {
        return addMonthsDatetime(x, n);
    }

    public static Long subCalendarDatetime(long x, long n) {
        return addMonthsDatetime(x, -n);
    }

    /** {@code unit} is hour, minute, second, millisecond or microsecond. */
    public static long dateDiffTimestamp(long start, long end, String unit) {
        return (end - start) / width(unit); // Java's division rounds toward zero
    }

    /** Complete units from start to end; an incomplete last day is left out before months and years are counted. */
    public static long dateDiffDatetime(long start, long end, String unit) {
        long width = width(unit);
        if (width != 0) {
            return (end - start) / width;
        }
        long first = Math.floorDiv(start, DAY);
        long last = Math.floorDiv(end, DAY);
        if (last > first && Math.floorMod(end, DAY) < Math.floorMod(start, DAY)) {
            last -= 1;
        } else if (last < first && Math.floorMod(end, DAY) > Math.floorMod(start, DAY)) {
            last += 1;
        }
        return dateDiffDate(first, last, unit);
    }

    /** {@code unit} is year, quarter, month, week or day. A month is complete on the day of the month of start. */
    public static long dateDiffDate(long start, long end, String unit) {
        return switch (unit) {
            case "day" -> end - start;
            case "week" -> (end - start) / 7;
            case "month" -> months(start, end);
            case "quarter" -> months(start, end) / 3;
            default -> months(start, end) / 12;
        };
    }

    private static long months(long start, long end) {
        int first = Days.date(start);
        int last = Days.date(end);
        int months = (Days.year(last) - Days.year(first)) * 12 + Days.month(last) - Days.month(first);
        if (months > 0 && Days.day(last) < Days.day(first)) {
            months -= 1;
        } else if (months < 0 && Days.day(last) > Days.day(first)) {
            months += 1;
        }
        return months;
    }

    public static Long ageYearsDate(long birth, long on) {
        return birth <= on ? (Long) dateDiffDate(birth, on, "year") : null;
    }
}
