package dev.featc.runtime;

/**
 * The proleptic Gregorian calendar of the years 1 to 9999, days counted since 1970-01-01. Knows no operator.
 *
 * <p>Inside, years begin in March, so that a leap day is the last of its year, and days count from 0000-03-01.
 */
final class Days {
    private static final int EPOCH = 719_468; // 1970-01-01, counted from 0000-03-01
    private static final int CENTURIES = 146_097; // days in four centuries
    private static final int YEARS = 1_461; // days in four years

    private static final byte[] LENGTHS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Days() {}

    /** The year, month and day of a day in one number, which year, month and day take apart. */
    static int date(long days) {
        int count = (int) days + EPOCH;
        int century = (4 * count + 3) / CENTURIES;
        int inCentury = count - CENTURIES * century / 4;
        int year = (4 * inCentury + 3) / YEARS;
        int inYear = inCentury - YEARS * year / 4;
        int month = (5 * inYear + 2) / 153; // five months from March or August on have 153 days
        int day = inYear - (153 * month + 2) / 5 + 1;
        year += 100 * century;
        return month < 10 ? year << 9 | month + 3 << 5 | day : year + 1 << 9 | month - 9 << 5 | day;
    }

    static int year(int date) {
        return date >> 9;
    }

    static int month(int date) {
        return date >> 5 & 15;
    }

    static int day(int date) {
        return date & 31;
    }

    /** The day of a year, month and day that there are. */
    static int of(int year, int month, int day) {
        int from = month > 2 ? year : year - 1;
        int months = month > 2 ? month - 3 : month + 9;
        return 365 * from + from / 4 - from / 100 + from / 400 + (153 * months + 2) / 5 + day - 1 - EPOCH;
    }

    static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** How many days a month has. */
    static int length(int year, int month) {
        return month == 2 && isLeap(year) ? 29 : LENGTHS[month - 1];
    }

    /** 0 for Monday to 6 for Sunday. */
    static int weekday(long days) {
        return Math.floorMod(days + 3, 7); // 1970-01-01 was a Thursday
    }
}
