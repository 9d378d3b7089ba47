package dev.featc.runtime.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import dev.featc.runtime.RowException;
import dev.featc.runtime.Violation;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;

/** Reads a bad row out of a status. Knows google.rpc's details, no method. */
final class RowErrors {
    private static final Metadata.Key<byte[]> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

    private RowErrors() {}

    /** The RowException that the service meant, or the error itself. */
    static RuntimeException of(StatusRuntimeException error) {
        Metadata trailers = error.getTrailers();
        byte[] details = trailers == null ? null : trailers.get(DETAILS);
        if (details == null || error.getStatus().getCode() != Status.Code.INVALID_ARGUMENT) {
            return error;
        }
        try {
            for (Any detail : com.google.rpc.Status.parseFrom(details).getDetailsList()) {
                if (detail.is(BadRequest.class)) {
                    List<Violation> violations = detail.unpack(BadRequest.class).getFieldViolationsList().stream()
                            .map(x -> new Violation(x.getField(), x.getReason(), x.getDescription()))
                            .toList();
                    RowException row = new RowException(violations);
                    row.initCause(error);
                    return row;
                }
            }
        } catch (InvalidProtocolBufferException e) {
            error.addSuppressed(e);
        }
        return error;
    }
}
