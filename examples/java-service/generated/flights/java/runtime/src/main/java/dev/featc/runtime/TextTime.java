package dev.featc.runtime;

/** What a text says of a time: days since 1970-01-01, microseconds since midnight, offset in microseconds. */
record TextTime(long days, long clock, long offset) {
    /** The microseconds since 1970-01-01T00:00:00 of the civil time. */
    long civil() {
        return days * Limits.MICROSECONDS_PER_DAY + clock;
    }

    /** The microseconds since 1970-01-01T00:00:00Z, which may lie outside 0001..9999. */
    long instant() {
        return civil() - offset;
    }
}
