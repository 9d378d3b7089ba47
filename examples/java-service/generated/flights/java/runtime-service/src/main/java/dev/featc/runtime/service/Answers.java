package dev.featc.runtime.service;

import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.function.BooleanSupplier;

/**
 * Requests to answers, bytes to bytes: what the service of one feature set says to every call. Generated code implements
 * it.
 *
 * <p>Everything a client is told ends as an answer or as a {@link Refusal}; any other exception is a bug.
 */
public interface Answers {
    /** The feature set with its version: flights.v1. */
    String name();

    /** The schema, with one service. */
    FileDescriptor schema();

    /** Transform: one row. */
    byte[] transform(byte[] data);

    /**
     * TransformBatch: many rows, each with its features or its error. Ends early when nobody waits any more.
     *
     * @param limits the rows of one batch
     * @param stillWanted whether the client still waits; asked every {@link Wire#SLICE} rows
     */
    byte[] transformBatch(byte[] data, Limits limits, BooleanSupplier stillWanted);

    /** TransformStream: one message of a stream. */
    byte[] transformStreamed(byte[] data);

    /** GetFeatureSet: what the service computes. */
    byte[] getFeatureSet(byte[] data);
}
