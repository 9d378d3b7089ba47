package dev.featc.runtime.service;

import com.google.protobuf.Descriptors.FileDescriptor;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import io.grpc.reflection.v1.ServerReflectionProto;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The gRPC server of a feature set: sockets, limits, drain. Knows no values and no fields.
 *
 * <p>gRPC's threads read and write; a few others compute, so that a batch that computes for long holds up one of them and
 * no connection.
 */
public final class RunningServer implements AutoCloseable {
    /** Where a service listens that is told nothing else. */
    public static final String LOOPBACK = "127.0.0.1";

    /** Seconds that calls in flight get to end in the drain. */
    public static final double GRACE = 30.0;

    /** Seconds in which new calls are told UNAVAILABLE before the socket closes. */
    static final double NOTICE = 0.25;

    private final Server server;
    private final String address;
    private final Drain drain;
    private final ExecutorService pool;
    private final ScheduledExecutorService clock;

    private RunningServer(
            Server server, String address, Drain drain, ExecutorService pool, ScheduledExecutorService clock) {
        this.server = server;
        this.address = address;
        this.drain = drain;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Starts a server in this process; port 0 takes a free one. IOException, which says what to do, if the address
     * cannot be had.
     */
    public static RunningServer start(Answers answers, Limits limits, String host, int port) throws IOException {
        Drain drain = new Drain();
        int threads = Math.min(limits.calls(), Math.max(8, 2 * Runtime.getRuntime().availableProcessors()));
        ExecutorService pool = Executors.newFixedThreadPool(threads, daemons("featc-call"));
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(daemons("featc-clock"));
        Handlers handlers = new Handlers(drain, limits.streams(), pool, clock);
        String name = host.contains(":") ? "[" + host + "]" : host;
        NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress(host, port))
                .executor(pool)
                .maxInboundMessageSize(limits.messageBytes())
                .maxConcurrentCallsPerConnection(limits.calls())
                // finds clients that vanished with a stream open
                .keepAliveTime(60, TimeUnit.SECONDS)
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                // a call counts until shortly after its answer has left, when its client may have sent the next: as
                // many again are let in, so that a connection that keeps to its streams is never refused
                .intercept(new CallLimit(2 * limits.calls()));
        addServices(builder, answers, limits, handlers, drain);
        try {
            Server server = builder.build().start();
            return new RunningServer(server, name + ":" + server.getPort(), drain, pool, clock);
        } catch (IOException | RuntimeException e) {
            pool.shutdown();
            clock.shutdown();
            String text = "cannot listen on " + name + ":" + port + ": the port is taken, or the address is not this "
                    + "machine's; choose another port, or port 0 for a free one";
            throw new IOException(text, e);
        }
    }

    /** host:port as clients write it. */
    public String address() {
        return address;
    }

    /** The port. */
    public int port() {
        return server.getPort();
    }

    /** {@link #stop} with the usual grace. */
    @Override
    public void close() {
        stop(GRACE, 0);
    }

    /**
     * Drains: health says NOT_SERVING, no new call is taken, calls in flight end.
     *
     * @param grace seconds after which they are cut off
     * @param notice seconds in which new calls are told UNAVAILABLE before the socket closes
     */
    public void stop(double grace, double notice) {
        drain.begin();
        try {
            Thread.sleep(Math.round(notice * 1e3));
            server.shutdown();
            server.awaitTermination(Math.round(grace * 1e3), TimeUnit.MILLISECONDS);
            server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        pool.shutdown();
        clock.shutdownNow();
    }

    /** Cuts off what a drain waits for. */
    void hurry() {
        drain.begin();
        server.shutdownNow();
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private static void addServices(
            NettyServerBuilder builder, Answers answers, Limits limits, Handlers handlers, Drain drain) {
        String service = answers.schema().getServices().get(0).getFullName();
        Health health = new Health(service, drain);
        Reflection reflection = new Reflection();
        builder.addService(new Methods(service, answers.schema())
                .add("Transform", MethodType.UNARY, handlers.unary(answers::transform))
                .add(
                        "TransformBatch",
                        MethodType.UNARY,
                        handlers.longUnary((data, wanted) -> answers.transformBatch(data, limits, wanted)))
                .add(
                        "TransformStream",
                        MethodType.BIDI_STREAMING,
                        handlers.stream(answers::transformStreamed, false))
                .add("GetFeatureSet", MethodType.UNARY, handlers.unary(answers::getFeatureSet))
                .define());
        builder.addService(new Methods(Health.SERVICE, Health.SCHEMA)
                .add("Check", MethodType.UNARY, handlers.unaryInDrain(health::check))
                .add("List", MethodType.UNARY, handlers.unaryInDrain(health::list))
                .add("Watch", MethodType.SERVER_STREAMING, handlers.watch(health::watch, health::watchInDrain))
                .define());
        builder.addService(new Methods(Reflection.SERVICE, ServerReflectionProto.getDescriptor())
                .add("ServerReflectionInfo", MethodType.BIDI_STREAMING, handlers.stream(reflection::answer, true))
                .define());
        builder.addService(new Methods(Reflection.SERVICE_ALPHA, Reflection.alpha())
                .add("ServerReflectionInfo", MethodType.BIDI_STREAMING, handlers.stream(reflection::answer, true))
                .define());
    }

    /** The methods of one service. */
    private static final class Methods {
        private final String service;
        private final FileDescriptor schema;
        private final Map<MethodDescriptor<byte[], byte[]>, ServerCallHandler<byte[], byte[]>> handlers =
                new LinkedHashMap<>();

        Methods(String service, FileDescriptor schema) {
            this.service = service;
            this.schema = schema;
        }

        Methods add(String name, MethodType type, ServerCallHandler<byte[], byte[]> handler) {
            handlers.put(Bytes.method(service, name, type), handler);
            return this;
        }

        ServerServiceDefinition define() {
            ServiceDescriptor.Builder descriptor =
                    ServiceDescriptor.newBuilder(service).setSchemaDescriptor((ProtoFileDescriptorSupplier) () -> schema);
            handlers.keySet().forEach(descriptor::addMethod);
            ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(descriptor.build());
            handlers.forEach(definition::addMethod);
            return definition.build();
        }
    }
}
