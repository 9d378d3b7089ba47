package dev.featc.runtime;

/**
 * Ascending moments, made ready to be counted up to one. Knows neither zones nor an operator.
 *
 * <p>Time falls into pieces of some two hundred days, and for each piece it is known how many moments lie before it:
 * few are left to look at.
 */
final class Steps {
    private static final int BITS = 44;

    private final long[] moments;
    private final int[] before;

    Steps(long[] moments) {
        this.moments = moments;
        before = new int[piece(Limits.TIME_MAX) + 1];
        int count = 0;
        for (int i = 0; i < before.length; i++) {
            while (count < moments.length && moments[count] < Limits.TIME_MIN + ((long) i << BITS)) {
                count++;
            }
            before[i] = count;
        }
    }

    /** How many moments are not later than t. */
    int upTo(long t) {
        int count = before[piece(t)];
        while (count < moments.length && moments[count] <= t) {
            count++;
        }
        return count;
    }

    private static int piece(long t) {
        return (int) (Math.min(Math.max(t, Limits.TIME_MIN), Limits.TIME_MAX) - Limits.TIME_MIN >> BITS);
    }
}
