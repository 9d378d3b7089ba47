package benchmarks;

import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ten.v1.proto.TenServiceGrpc;
import ten.v1.proto.TransformRequest;
import ten.v1.proto.TransformResponse;

/**
 * gRPC's own server as it comes, with the messages of the ten features: its handler is given the request and returns
 * an answer that is ready. It says where it listens, and ends when its standard input does.
 */
public final class Empty extends TenServiceGrpc.TenServiceImplBase {
    private final TransformResponse one;

    private Empty(TransformResponse one) {
        this.one = one;
    }

    @Override
    public void transform(TransformRequest request, StreamObserver<TransformResponse> to) {
        to.onNext(one);
        to.onCompleted();
    }

    /** The argument names a file that has the bytes of the answer. */
    public static void main(String[] arguments) throws IOException {
        TransformResponse one = TransformResponse.parseFrom(Files.readAllBytes(Path.of(arguments[0])));
        Server server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService(new Empty(one))
                .build()
                .start();
        System.out.println("listens on 127.0.0.1:" + server.getPort());
        while (System.in.read() >= 0) {
            // until it ends
        }
        server.shutdownNow();
    }
}
