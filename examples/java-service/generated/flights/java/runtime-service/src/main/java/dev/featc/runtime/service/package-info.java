/**
 * The transform service over gRPC, and what its clients need: the only part of the runtime that knows gRPC and
 * protobuf. Nothing here is of one feature set; a generated module brings its messages and its rows.
 *
 * <p>The classes of the server have the names, the order and the answers of featc_runtime.service, the Python runtime's.
 */
package dev.featc.runtime.service;
