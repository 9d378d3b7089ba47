package dev.featc.runtime.service;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import dev.featc.runtime.Violation;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.List;

/** An answer other than OK: a status with details that fits into trailers. Knows gRPC's codes, no handler. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Violations told of one row; the rest is a count. */
    static final int MAX_VIOLATIONS = 16;

    /** Clients take 8 KiB of trailers; base64 and the message's escapes need their share. */
    private static final int MAX_DETAILS = 4096;

    private static final int MAX_MESSAGE = 400;
    private static final int MAX_DESCRIPTION = 240;

    static final Metadata.Key<byte[]> DETAILS_KEY =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

    private final Status.Code code;
    private final byte[] details;

    /** A refusal without details. */
    public Refusal(Status.Code code, String message) {
        this(code, message, new byte[0]);
    }

    private Refusal(Status.Code code, String message, byte[] details) {
        super(message, null, false, false);
        this.code = code;
        this.details = details;
    }

    Status status() {
        return code.toStatus().withDescription(getMessage());
    }

    Metadata trailers() {
        Metadata trailers = new Metadata();
        if (details.length > 0) {
            trailers.put(DETAILS_KEY, details);
        }
        return trailers;
    }

    /** INVALID_ARGUMENT with a google.rpc.BadRequest of the first violations. */
    public static Refusal badRow(List<Violation> violations) {
        Violation first = violations.get(0);
        int more = violations.size() - 1;
        String text = first.field() + ": " + shortened(first.message()) + (more > 0 ? " (and " + more + " more)" : "");
        String message = shortened(text, MAX_MESSAGE);
        for (int told = Math.min(violations.size(), MAX_VIOLATIONS); ; told--) {
            byte[] details = badRequest(message, violations.subList(0, told));
            if (details.length <= MAX_DETAILS || told == 1) {
                return new Refusal(Status.Code.INVALID_ARGUMENT, message, details);
            }
        }
    }

    /** The text of a violation, cut where it is too long for a trailer. */
    public static String shortened(String text) {
        return shortened(text, MAX_DESCRIPTION);
    }

    /** The text, cut where it has more code points. */
    static String shortened(String text, int most) {
        if (text.length() <= most || text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static byte[] badRequest(String message, List<Violation> violations) {
        BadRequest.Builder request = BadRequest.newBuilder();
        for (Violation x : violations) {
            request.addFieldViolationsBuilder()
                    .setField(x.field())
                    .setReason(x.reason())
                    .setDescription(shortened(x.message()));
        }
        return com.google.rpc.Status.newBuilder()
                .setCode(Status.Code.INVALID_ARGUMENT.value())
                .setMessage(message)
                .addDetails(Any.pack(request.build()))
                .build()
                .toByteArray();
    }
}
