package dev.featc.runtime;

import dev.featc.runtime.TimeFormats.Printer;
import dev.featc.runtime.TimeFormats.Reader;

/** Times from and to text by a format (SEMANTICS.md#time). Knows prepared formats, no nulls and no zones. */
public final class TimeText {
    private static final long DAY = Limits.MICROSECONDS_PER_DAY;

    private TimeText() {}

    public static Long parseDateString(String x, Reader format) {
        TextTime found = format.read(x);
        return found == null ? null : (Long) found.days();
    }

    public static Long parseDatetimeString(String x, Reader format) {
        TextTime found = format.read(x);
        return found == null ? null : (Long) found.civil();
    }

    public static Long parseTimestampString(String x, Reader format) {
        TextTime found = format.read(x);
        return found == null ? null : Instants.fromUnixMicrosecondsInt64(found.instant());
    }

    public static String formatDateDate(long x, Printer format) {
        return format.write(x, 0);
    }

    public static String formatDatetimeDatetime(long x, Printer format) {
        return format.write(Math.floorDiv(x, DAY), Math.floorMod(x, DAY));
    }

    public static Reader prepareParseDateString(String format) {
        return new Reader(format);
    }

    public static Reader prepareParseDatetimeString(String format) {
        return new Reader(format);
    }

    public static Reader prepareParseTimestampString(String format) {
        return new Reader(format);
    }

    public static Printer prepareFormatDateDate(String format) {
        return new Printer(format);
    }

    public static Printer prepareFormatDatetimeDatetime(String format) {
        return new Printer(format);
    }
}
