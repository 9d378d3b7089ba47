/**
 * What generated clients are made of: channels, deadlines, tokens, answers. Nothing here is of one feature set.
 *
 * <p>A row that the service refuses is a {@link dev.featc.runtime.RowException}, as in-process; whatever else goes wrong is
 * a {@link io.grpc.StatusRuntimeException}.
 */
package dev.featc.runtime.client;
