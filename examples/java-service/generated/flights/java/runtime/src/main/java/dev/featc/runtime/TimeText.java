package dev.featc.runtime;

/** Times from and to text by a format (SEMANTICS.md#time). Knows prepared formats, no nulls and no zones. */
public final class TimeText {
    private static final long DAY = Limits.MICROSECONDS_PER_DAY;

    private TimeText() {}

    public static Long parseDateString(String x, TimeFormats.Reader format) {
        TextTime found = format.read(x);
        return found == null ? null : (Long) found.days();
    }

    public static Long parseDatetimeString(String x, TimeFormats.Reader format) {
        TextTime found = format.read(x);
        return found == null ? null : (Long) found.civil();
    }

    public static Long parseTimestampString(String x, TimeFormats.Reader format) {
        TextTime found = format.read(x);
        return found == null ? null : Instants.fromUnixMicrosecondsInt64(found.instant());
    }

    public static String formatDateDate(long x, TimeFormats.Printer format) {
        return format.write(x, 0);
    }

    public static String formatDatetimeDatetime(long x, TimeFormats.Printer format) {
        return format.write(Math.floorDiv(x, DAY), Math.floorMod(x, DAY));
    }

    public static TimeFormats.Reader prepareParseDateString(String format) {
        return new TimeFormats.Reader(format);
    }

    public static TimeFormats.Reader prepareParseDatetimeString(String format) {
        return new TimeFormats.Reader(format);
    }

    public static TimeFormats.Reader prepareParseTimestampString(String format) {
        return new TimeFormats.Reader(format);
    }

    public static TimeFormats.Printer prepareFormatDateDate(String format) {
        return new TimeFormats.Printer(format);
    }

    public static TimeFormats.Printer prepareFormatDatetimeDatetime(String format) {
        return new TimeFormats.Printer(format);
    }
}
