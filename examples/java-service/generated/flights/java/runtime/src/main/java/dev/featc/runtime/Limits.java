package dev.featc.runtime;

/** The ranges of fdl's time types; those of int64 are {@code Long}'s. Knows no operator. */
public final class Limits {
    /** The first microsecond of a timestamp or datetime: 0001-01-01T00:00:00. */
    public static final long TIME_MIN = -62_135_596_800_000_000L;
    /** The last microsecond of a timestamp or datetime: 9999-12-31T23:59:59.999999. */
    public static final long TIME_MAX = 253_402_300_799_999_999L;

    /** The first day of a date: 0001-01-01. */
    public static final long DATE_MIN = -719_162L;
    /** The last day of a date: 9999-12-31. */
    public static final long DATE_MAX = 2_932_896L;

    /** The longest duration in microseconds, either sign: 315,576,000,000 s, as in google.protobuf.Duration. */
    public static final long DURATION_MAX = 315_576_000_000_000_000L;

    /** As the name says. */
    public static final long MICROSECONDS_PER_DAY = 86_400_000_000L;

    private Limits() {}
}
