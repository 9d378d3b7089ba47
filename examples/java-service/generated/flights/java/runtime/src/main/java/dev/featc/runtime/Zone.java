package dev.featc.runtime;

/** What a zone makes of instants, in microseconds; names that mean the same share one object. Knows no operator. */
public final class Zone {
    /** When the offset changes, ascending. */
    final long[] starts;

    /** East positive; each holds from the change before it to just before its own, the first and last without end. */
    final long[] offsets;

    private final Steps steps;

    Zone(long[] starts, long[] offsets) {
        this.starts = starts;
        this.offsets = offsets;
        steps = new Steps(starts);
    }

    /** The offset that holds at an instant. */
    long offset(long t) {
        return offsets[steps.upTo(t)];
    }
}
