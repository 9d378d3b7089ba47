package dev.featc.runtime;

/**
 * The instants of a zone's civil times, both in microseconds, by a rule for those that it repeats and those that it
 * skips (SEMANTICS.md#time). Knows zones as tables, no nulls and no operator.
 *
 * <p>Around each change of the offset lies a stretch of civil time that is shown twice, where the clock is put back, or
 * never, where it is put on. No two of these stretches touch in any zone. So civil time falls into pieces, by turns the
 * plain times of an offset and the stretch around its change.
 */
public final class CivilZone {
    /** What a piece makes of its civil times: what it takes away, or null, or the one moment. */
    private static final byte MOVED = 0;
    private static final byte NULL = 1;
    private static final byte FIXED = 2;

    private final Steps ends;
    private final byte[] kinds;
    private final long[] numbers;

    /**
     * {@code ambiguous} says which instant a repeated civil time is: earlier, later or null. {@code missing} says what
     * becomes of a skipped one: later (moved on by the length of the gap, as if the clock had not been put on yet),
     * earlier (moved back by it), shift_forward (the moment of the change) or null.
     */
    CivilZone(Zone zone, String ambiguous, String missing) {
        int changes = zone.starts.length;
        long[] bounds = new long[2 * changes];
        kinds = new byte[2 * changes + 1];
        numbers = new long[2 * changes + 1];
        numbers[0] = zone.offsets[0];
        for (int i = 0; i < changes; i++) {
            long start = zone.starts[i];
            long before = zone.offsets[i];
            long after = zone.offsets[i + 1];
            String rule = after > before ? missing : ambiguous;
            // Another offset than the one at hand is that of the other side of the change.
            boolean other = rule.equals(after > before ? "earlier" : "later");
            boolean fixed = rule.equals("shift_forward");
            bounds[2 * i] = start + Math.min(before, after);
            bounds[2 * i + 1] = start + Math.max(before, after);
            kinds[2 * i + 1] = rule.equals("null") ? NULL : fixed ? FIXED : MOVED;
            numbers[2 * i + 1] = fixed ? start : other ? after : before;
            numbers[2 * i + 2] = after;
        }
        ends = new Steps(bounds);
    }

    /** The instant of one civil time; null where the rule says so. */
    Long instant(long civil) {
        int at = ends.upTo(civil);
        return switch (kinds[at]) {
            case MOVED -> civil - numbers[at];
            case FIXED -> numbers[at];
            default -> null;
        };
    }
}
