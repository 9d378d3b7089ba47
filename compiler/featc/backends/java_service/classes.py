"""The classes around the conversion: answers, server, clients. Knows the calls, no field.

``$stem`` is the feature set, ``$main`` the library's class, ``$row`` and ``$message`` the row of the library and of
protobuf, ``$set`` the name with the version.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from featc.backends.java_service.names import Names
from featc.ir import FeatureSet

#: Beside the answers, in protobuf's text format.
RESOURCE = "feature_set.txtpb"


def answers(featureset: FeatureSet, names: Names, renamed: Mapping[str, str]) -> list[str]:
    """The lines of the answers. ``renamed`` has what protobuf's Java calls otherwise than the schema does."""
    if not renamed:
        return fill(ANSWERS, featureset, names)
    message = dict([item for item in renamed.items() if "." not in item[0]])
    pairs = []
    for path, name in renamed.items():
        first, dot, own = path.rpartition(".")
        pairs.append((f"{message.get(first, first)}{dot}{name}", own))
    listed = ",\n".join(f'            "{path} {own}"' for path, own in pairs)
    own = _NAMES.replace("$listed", listed)
    return fill(ANSWERS.replace(_SCHEMA, "return SCHEMA;").replace(_FIRST, _FIRST + own), featureset, names)


def fill(template: str, featureset: FeatureSet, names: Names) -> list[str]:
    """The lines of a class."""
    text = Template(template).substitute(
        stem=names.stem,
        main=names.main,
        row=names.row,
        stubs=names.stubs,
        message=names.message,
        set=f"{featureset.name}.v{featureset.version}",
        resource=RESOURCE,
    )
    return text.splitlines()


_FIRST = "    private static final byte[] FEATURE_SET = featureSet();\n"
_SCHEMA = "return TransformRequest.getDescriptor().getFile();"
#: Where protobuf's classes could not have the schema's names: those, for reflection.
_NAMES = """\
    /** The schema; protobuf's Java has other names for these. */
    private static final FileDescriptor SCHEMA = Schemas.named(
            TransformRequest.getDescriptor().getFile(),
$listed);
"""

#: What the service says to every call.
ANSWERS = """\
/** What the service of $set says to every call. */
final class ${stem}Answers implements Answers {
    private static final byte[] FEATURE_SET = featureSet();

    @Override
    public String name() {
        return $main.NAME;
    }

    @Override
    public FileDescriptor schema() {
        return TransformRequest.getDescriptor().getFile();
    }

    @Override
    public byte[] transform(byte[] data) {
        TransformRequest request = Wire.parse(TransformRequest.parser(), data, "$set.TransformRequest");
        Wire.checkPin(request.hasExpectedFingerprint(), request.getExpectedFingerprint(), $main.FINGERPRINT);
        if (!request.hasRow()) {
            throw Refusal.badRow(Wire.NO_ROW);
        }
        Violations bad = new Violations();
        $row row = ${stem}Wire.readRow(request.getRow(), bad);
        TransformResponse.Builder response = TransformResponse.newBuilder().setFingerprint($main.FINGERPRINT);
        List<Violation> found = compute(row, bad, response::getFeaturesBuilder);
        if (!found.isEmpty()) {
            throw Refusal.badRow(found);
        }
        return response.build().toByteArray();
    }

    @Override
    public byte[] transformBatch(byte[] data, Limits limits, BooleanSupplier stillWanted) {
        TransformBatchRequest request =
                Wire.parse(TransformBatchRequest.parser(), data, "$set.TransformBatchRequest");
        Wire.checkPin(request.hasExpectedFingerprint(), request.getExpectedFingerprint(), $main.FINGERPRINT);
        Wire.checkRows(request.getRowsCount(), limits);
        TransformBatchResponse.Builder response =
                TransformBatchResponse.newBuilder().setFingerprint($main.FINGERPRINT);
        for (int i = 0; i < request.getRowsCount(); i++) {
            if (i % Wire.SLICE == 0 && !stillWanted.getAsBoolean()) {
                throw Wire.unwanted(i);
            }
            fill(response.addResultsBuilder(), request.getRows(i));
        }
        return response.build().toByteArray();
    }

    @Override
    public byte[] transformStreamed(byte[] data) {
        TransformStreamRequest request =
                Wire.parse(TransformStreamRequest.parser(), data, "$set.TransformStreamRequest");
        Wire.checkPin(request.hasExpectedFingerprint(), request.getExpectedFingerprint(), $main.FINGERPRINT);
        TransformStreamResponse.Builder response =
                TransformStreamResponse.newBuilder().setFingerprint($main.FINGERPRINT);
        if (request.hasId()) {
            response.setId(request.getId());
        }
        if (request.hasRow()) {
            fill(response.getResultBuilder(), request.getRow());
        } else {
            tell(response.getResultBuilder().getErrorBuilder(), Wire.NO_ROW);
        }
        return response.build().toByteArray();
    }

    @Override
    public byte[] getFeatureSet(byte[] data) {
        Wire.parse(GetFeatureSetRequest.parser(), data, "$set.GetFeatureSetRequest");
        return FEATURE_SET;
    }

    private static void fill(RowResult.Builder result, $stubs.$message message) {
        Violations bad = new Violations();
        $row row = ${stem}Wire.readRow(message, bad);
        List<Violation> found = compute(row, bad, result::getFeaturesBuilder);
        if (!found.isEmpty()) {
            tell(result.getErrorBuilder(), found);
        }
    }

    /** Sets the features, or returns what is wrong with the row, on the wire and by its rules. */
    private static List<Violation> compute(
            $row row, Violations bad, Supplier<$stubs.Features.Builder> message) {
        if (!bad.isEmpty()) {
            return bad.with($main.violations(row), ${stem}Wire.FIELDS);
        }
        Features features;
        try {
            features = $main.transform(row);
        } catch (RowException e) {
            return e.violations();
        }
        ${stem}Wire.writeFeatures(features, message.get());
        return List.of();
    }

    /** A RowError: the first violations and how many more there are. */
    private static void tell(RowError.Builder error, List<Violation> violations) {
        for (Violation x : violations.subList(0, Math.min(violations.size(), Wire.MAX_VIOLATIONS))) {
            error.addViolationsBuilder()
                    .setField(x.field())
                    .setReason(x.reason())
                    .setDescription(Refusal.shortened(x.message()));
        }
        if (violations.size() > Wire.MAX_VIOLATIONS) {
            error.setOmitted(violations.size() - Wire.MAX_VIOLATIONS);
        }
    }

    private static byte[] featureSet() {
        GetFeatureSetResponse.Builder response = GetFeatureSetResponse.newBuilder();
        Wire.load(response, ${stem}Answers.class, "$resource");
        return response.build().toByteArray();
    }
}
"""

#: The command.
SERVER = """\
/**
 * $set as a gRPC service: its arguments are told by {@code --help}.
 */
public final class ${stem}Server {
    private ${stem}Server() {}

    /** Serves until a signal. Exit codes: 0 after a drain, 2 wrong arguments, 69 the address cannot be had. */
    public static void main(String[] args) {
        Command.main(new ${stem}Answers(), args);
    }

    /** Starts a server in this process; port 0 takes a free one. */
    public static RunningServer start(String host, int port) throws IOException {
        return RunningServer.start(new ${stem}Answers(), Limits.DEFAULT, host, port);
    }
}
"""

#: The client that waits.
CLIENT = """\
/**
 * A client of the service $set that waits for answers. Safe for many threads; to be closed.
 *
 * <p>A row that the service refuses is a {@link RowException}, as in-process; whatever else goes wrong is a {@link
 * StatusRuntimeException}.
 */
public final class ${stem}Client implements AutoCloseable {
    private final Connection connection;
    private final ${stem}AsyncClient async;

    private ${stem}Client(Connection connection) {
        this.connection = connection;
        this.async = new ${stem}AsyncClient(connection);
    }

    /** A builder: {@code ${stem}Client.builder().target("host:port").tls().build()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** The features of one row. */
    public Features transform($row row) {
        TransformRequest request = ${stem}Messages.request(row, connection);
        TransformResponse response = connection.call(${stem}ServiceGrpc.getTransformMethod(), request);
        return ${stem}Messages.features(response.getFeatures());
    }

    /** The features of many rows, in their order. The service limits rows and bytes of a call. */
    public List<Result<Features>> transformBatch(List<$row> rows) {
        ${stem}Messages.Batch batch = new ${stem}Messages.Batch(rows, connection);
        return batch.results(connection.call(${stem}ServiceGrpc.getTransformBatchMethod(), batch.request()));
    }

    /** The features of rows as they come, in their order; the rows are taken a few ahead of the results. */
    public RowStream transformStream(Iterator<$row> rows) {
        return new RowStream(rows, connection);
    }

    /** What the service computes: its fingerprint, schema and pins. */
    public GetFeatureSetResponse featureSet() {
        return connection.call(
                ${stem}ServiceGrpc.getGetFeatureSetMethod(), GetFeatureSetRequest.getDefaultInstance());
    }

    /** The client that does not wait, over the same connection. */
    public ${stem}AsyncClient async() {
        return async;
    }

    @Override
    public void close() {
        connection.close();
    }

    /** The results of a stream. For one thread at a time; to be closed, which cancels what is not at its end. */
    public static final class RowStream implements Iterator<Result<Features>>, AutoCloseable {
        private final StreamCall<TransformStreamRequest, TransformStreamResponse> call;

        private RowStream(Iterator<$row> rows, Connection connection) {
            Iterator<TransformStreamRequest> requests = new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public TransformStreamRequest next() {
                    return ${stem}Messages.streamRequest(rows.next(), connection);
                }
            };
            this.call = connection.stream(${stem}ServiceGrpc.getTransformStreamMethod(), requests);
        }

        @Override
        public boolean hasNext() {
            return call.hasNext();
        }

        @Override
        public Result<Features> next() {
            return ${stem}Messages.result(call.next().getResult());
        }

        @Override
        public void close() {
            call.close();
        }
    }

    /** How to reach the service. */
    public static final class Builder extends ClientBuilder<Builder> {
        private Builder() {
            super(${stem}ServiceGrpc.SERVICE_NAME);
        }

        @Override
        protected Builder self() {
            return this;
        }

        /** The client; it connects at its first call. */
        public ${stem}Client build() {
            return new ${stem}Client(connect());
        }

        /** The client that does not wait. */
        public ${stem}AsyncClient buildAsync() {
            return new ${stem}AsyncClient(connect());
        }
    }
}
"""

#: The client that does not wait.
ASYNC_CLIENT = """\
/**
 * A client of the service $set that does not wait. Safe for many threads; to be closed. {@code
 * ${stem}Client.builder()} builds it with {@code buildAsync()}.
 *
 * <p>Futures end as calls of {@link ${stem}Client} do, in a thread of gRPC's. To cancel one cancels its call.
 */
public final class ${stem}AsyncClient implements AutoCloseable {
    private final Connection connection;

    ${stem}AsyncClient(Connection connection) {
        this.connection = connection;
    }

    /** The features of one row. */
    public CompletableFuture<Features> transform($row row) {
        return ${stem}Messages.later(() -> connection.callAsync(
                ${stem}ServiceGrpc.getTransformMethod(),
                ${stem}Messages.request(row, connection),
                response -> ${stem}Messages.features(response.getFeatures())));
    }

    /** The features of many rows, in their order. The service limits rows and bytes of a call. */
    public CompletableFuture<List<Result<Features>>> transformBatch(List<$row> rows) {
        ${stem}Messages.Batch batch = new ${stem}Messages.Batch(rows, connection);
        return connection.callAsync(${stem}ServiceGrpc.getTransformBatchMethod(), batch.request(), batch::results);
    }

    /** Rows one after the other; their results, in order, as they come. */
    public StreamObserver<$row> transformStream(StreamObserver<Result<Features>> results) {
        return connection.streamAsync(
                ${stem}ServiceGrpc.getTransformStreamMethod(),
                results,
                row -> ${stem}Messages.streamRequest(row, connection),
                response -> ${stem}Messages.result(response.getResult()));
    }

    /** What the service computes: its fingerprint, schema and pins. */
    public CompletableFuture<GetFeatureSetResponse> featureSet() {
        return connection.callAsync(
                ${stem}ServiceGrpc.getGetFeatureSetMethod(),
                GetFeatureSetRequest.getDefaultInstance(),
                response -> response);
    }

    @Override
    public void close() {
        connection.close();
    }
}
"""

#: What both clients send and read.
MESSAGES = """\
/** Requests and answers of the clients. */
final class ${stem}Messages {
    private ${stem}Messages() {}

    /** A request of one row; RowException if no message can hold it. */
    static TransformRequest request($row row, Connection over) {
        TransformRequest.Builder request = TransformRequest.newBuilder();
        if (over.pins()) {
            request.setExpectedFingerprint($main.FINGERPRINT);
        }
        write(row, request.getRowBuilder());
        return request.build();
    }

    /** A request of a stream; RowException if no message can hold the row. */
    static TransformStreamRequest streamRequest($row row, Connection over) {
        TransformStreamRequest.Builder request = TransformStreamRequest.newBuilder();
        if (over.pins()) {
            request.setExpectedFingerprint($main.FINGERPRINT);
        }
        write(row, request.getRowBuilder());
        return request.build();
    }

    /** The features of an answer. */
    static Features features($stubs.Features message) {
        Violations bad = new Violations();
        Features features = ${stem}Wire.readFeatures(message, bad);
        if (!bad.isEmpty()) {
            Violation first = bad.found().get(0);
            String text = "the service's answer is not valid: " + first.field() + ": " + first.message();
            throw new StatusRuntimeException(Status.INTERNAL.withDescription(text));
        }
        return features;
    }

    /** The features of a row, or why it has none. */
    static Result<Features> result(RowResult result) {
        if (result.hasFeatures()) {
            return Result.of(features(result.getFeatures()));
        }
        List<Violation> violations = result.getError().getViolationsList().stream()
                .map(x -> new Violation(x.getField(), x.getReason(), x.getDescription()))
                .toList();
        return Result.failed(new RowException(violations), result.getError().getOmitted());
    }

    /** The future of a call, or one that has failed where the call cannot even be made. */
    static <T> CompletableFuture<T> later(Supplier<CompletableFuture<T>> call) {
        try {
            return call.get();
        } catch (RowException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static void write($row row, $stubs.$message.Builder message) {
        if (!row.faults().isEmpty()) {
            throw new RowException($main.violations(row));
        }
        try {
            ${stem}Wire.writeRow(row, message);
        } catch (Unsendable e) {
            RowException error = new RowException($main.violations(row));
            error.initCause(e);
            throw error;
        }
    }

    /** Rows of one call; those that no message can hold are not sent, and have their results already. */
    static final class Batch {
        private final TransformBatchRequest.Builder request = TransformBatchRequest.newBuilder();
        private final List<Result<Features>> results = new ArrayList<>();

        Batch(List<$row> rows, Connection over) {
            if (over.pins()) {
                request.setExpectedFingerprint($main.FINGERPRINT);
            }
            for ($row row : rows) {
                try {
                    write(row, request.addRowsBuilder());
                    results.add(null);
                } catch (RowException e) {
                    request.removeRows(request.getRowsCount() - 1);
                    results.add(Result.failed(e, 0));
                }
            }
        }

        TransformBatchRequest request() {
            return request.build();
        }

        List<Result<Features>> results(TransformBatchResponse response) {
            Iterator<RowResult> answered = response.getResultsList().iterator();
            results.replaceAll(known -> known != null ? known : result(answered.next()));
            return Collections.unmodifiableList(results);
        }
    }
}
"""
