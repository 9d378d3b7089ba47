package dev.featc.runtime.client;

import dev.featc.runtime.RowException;

/**
 * The features of one row of many, or why it has none.
 *
 * @param <T> the features
 */
public final class Result<T> {
    private final T features;
    private final RowException error;
    private final int omitted;

    private Result(T features, RowException error, int omitted) {
        this.features = features;
        this.error = error;
        this.omitted = omitted;
    }

    /** Of a good row. */
    public static <T> Result<T> of(T features) {
        return new Result<>(features, null, 0);
    }

    /** Of a bad row. A service tells the first violations, and how many it omits. */
    public static <T> Result<T> failed(RowException error, int omitted) {
        return new Result<>(null, error, omitted);
    }

    /** Whether there are features. */
    public boolean isGood() {
        return error == null;
    }

    /** The features; throws what is wrong with the row. */
    public T features() {
        if (error != null) {
            throw error;
        }
        return features;
    }

    /** What is wrong with the row; null if it is good. */
    public RowException error() {
        return error;
    }

    /** How many violations there are beside those of the error. */
    public int omitted() {
        return omitted;
    }

    @Override
    public String toString() {
        return error == null ? features.toString() : error.getMessage();
    }
}
