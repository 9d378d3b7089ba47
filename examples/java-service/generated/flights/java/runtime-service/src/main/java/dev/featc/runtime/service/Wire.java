package dev.featc.runtime.service;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.TextFormat;
import dev.featc.runtime.Violation;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the answers of every feature set have in common. Knows no message of one. */
public final class Wire {
    /** Rows of a batch between two looks at whether anybody still waits for it. */
    public static final int SLICE = 64;

    /** Violations told of one row; the rest is a count. */
    public static final int MAX_VIOLATIONS = Refusal.MAX_VIOLATIONS;

    /** What is wrong with a request without a row. */
    public static final List<Violation> NO_ROW =
            List.of(new Violation("row", "ABSENT", "the request has no row"));

    private Wire() {}

    /** The message of these bytes; INVALID_ARGUMENT if they are none. */
    public static <M> M parse(Parser<M> parser, byte[] data, String name) {
        try {
            return parser.parseFrom(data);
        } catch (InvalidProtocolBufferException e) {
            String text = "these " + data.length + " bytes are no " + name;
            throw new Refusal(Status.Code.INVALID_ARGUMENT, text);
        }
    }

    /** FAILED_PRECONDITION if a fingerprint is expected that is another. */
    public static void checkPin(boolean expected, String pin, String fingerprint) {
        if (expected && !pin.equals(fingerprint)) {
            String text = "expected fingerprint " + Values.quoted(Refusal.shortened(pin, 80)) + ", this service has "
                    + Values.quoted(fingerprint);
            throw new Refusal(Status.Code.FAILED_PRECONDITION, text);
        }
    }

    /** RESOURCE_EXHAUSTED if these are too many for one batch. */
    public static void checkRows(int rows, Limits limits) {
        if (rows > limits.batchRows()) {
            String text = rows + " rows in one batch, this service takes at most " + limits.batchRows()
                    + ": send several batches";
            throw new Refusal(Status.Code.RESOURCE_EXHAUSTED, text);
        }
    }

    /** What ends a batch that nobody waits for. */
    public static Refusal unwanted(int done) {
        String text = "nobody waits for this batch any more, " + done + " rows were done";
        return new Refusal(Status.Code.CANCELLED, text);
    }

    /** Fills a message from a resource beside a class, in protobuf's text format. */
    public static void load(Message.Builder message, Class<?> beside, String resource) {
        try (InputStream bytes = beside.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException("the resource " + resource + " beside " + beside + " is missing");
            }
            TextFormat.merge(new InputStreamReader(bytes, StandardCharsets.UTF_8), message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
