package dev.featc.runtime.service;

/**
 * What one process takes on. Calls beyond a limit are refused with RESOURCE_EXHAUSTED.
 *
 * @param messageBytes the most bytes of a request
 * @param batchRows the most rows of one
 * @param calls how many are under way at once in one connection; in all connections, as many again may wait
 * @param streams the long-lived ones among them: TransformStream, and as many of reflection and of watchers of health
 */
public record Limits(int messageBytes, int batchRows, int calls, int streams) {
    /** Those of a service that is told none. */
    public static final Limits DEFAULT = new Limits(4 * 1024 * 1024, 10_000, 256, 32);

    /** IllegalArgumentException unless each is positive. */
    public Limits {
        if (messageBytes < 1 || batchRows < 1 || calls < 1 || streams < 1) {
            throw new IllegalArgumentException("a limit is positive");
        }
    }
}
