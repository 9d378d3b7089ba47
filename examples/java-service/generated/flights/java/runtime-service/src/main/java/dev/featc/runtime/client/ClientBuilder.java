package dev.featc.runtime.client;

import io.grpc.CallOptions;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannelBuilder;
import io.grpc.TlsChannelCredentials;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How a client reaches a service. Knows channels, no feature set.
 *
 * @param <B> the builder itself
 */
public abstract class ClientBuilder<B extends ClientBuilder<B>> {
    private final String service;
    private String target;
    private ChannelCredentials credentials;
    private boolean encrypted;
    private Supplier<String> token;
    private Duration deadline = Duration.ofSeconds(60);
    private int attempts = 4;
    private Map<String, ?> serviceConfig;
    private boolean pinFingerprint = true;
    private Consumer<ManagedChannelBuilder<?>> more = channel -> {};

    /** Of clients of a service: flights.v1.FlightsService. */
    protected ClientBuilder(String service) {
        this.service = service;
    }

    /** This. */
    protected abstract B self();

    /** Where the service is: host:port, or any name that gRPC resolves, such as dns:///flights:50051. */
    public B target(String target) {
        this.target = Objects.requireNonNull(target);
        return self();
    }

    /** Without encryption: for loopback, sidecars and tests. */
    public B plaintext() {
        return take(InsecureChannelCredentials.create(), false);
    }

    /** With TLS and the certificate authorities that Java trusts. */
    public B tls() {
        return take(TlsChannelCredentials.create(), true);
    }

    /** With TLS and the certificate authorities of a PEM file. */
    public B tls(File authorities) throws IOException {
        return take(TlsChannelCredentials.newBuilder().trustManager(authorities).build(), true);
    }

    /** With TLS as told, such as a certificate of the client's. */
    public B tls(ChannelCredentials credentials) {
        return take(Objects.requireNonNull(credentials), true);
    }

    /** With a bearer token in each call; needs TLS. */
    public B token(String token) {
        Objects.requireNonNull(token);
        return token(() -> token);
    }

    /** With a bearer token that is asked for at each call, in a thread of gRPC's; needs TLS. */
    public B token(Supplier<String> token) {
        this.token = Objects.requireNonNull(token);
        return self();
    }

    /** How long a call may take, retries included; 60 seconds if not told. Streams have no deadline of their own. */
    public B deadline(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("a deadline is positive");
        }
        this.deadline = deadline;
        return self();
    }

    /** How often a call is tried that is answered with UNAVAILABLE: 1 to 5, 4 if not told. Streams are tried once. */
    public B attempts(int attempts) {
        if (attempts < 1 || attempts > 5) {
            throw new IllegalArgumentException("a call is tried 1 to 5 times");
        }
        this.attempts = attempts;
        return self();
    }

    /** gRPC's service config in place of the one with the retries. */
    public B serviceConfig(Map<String, ?> config) {
        this.serviceConfig = Objects.requireNonNull(config);
        return self();
    }

    /** Whether only a service of this client's fingerprint may answer; true if not told. */
    public B pinFingerprint(boolean pin) {
        this.pinFingerprint = pin;
        return self();
    }

    /** Whatever else of gRPC's channels: interceptors, executors, keepalive. */
    public B channel(Consumer<ManagedChannelBuilder<?>> more) {
        this.more = Objects.requireNonNull(more);
        return self();
    }

    /** Opens the channel; connects at the first call. */
    protected Connection connect() {
        if (target == null) {
            throw new IllegalStateException("a client needs a target: .target(\"host:port\")");
        }
        if (credentials == null) {
            throw new IllegalStateException("say how to connect: .tls() or .plaintext()");
        }
        if (token != null && !encrypted) {
            throw new IllegalStateException("a token needs TLS: .tls() in place of .plaintext()");
        }
        ManagedChannelBuilder<?> channel = Grpc.newChannelBuilder(target, credentials)
                .maxInboundMessageSize(Integer.MAX_VALUE) // features of many rows
                .defaultServiceConfig(serviceConfig != null ? serviceConfig : retries());
        more.accept(channel);
        CallOptions options = CallOptions.DEFAULT;
        if (token != null) {
            options = options.withCallCredentials(new BearerToken(token));
        }
        return new Connection(channel.build(), options, deadline, pinFingerprint);
    }

    private B take(ChannelCredentials credentials, boolean encrypted) {
        this.credentials = credentials;
        this.encrypted = encrypted;
        return self();
    }

    private Map<String, ?> retries() {
        if (attempts == 1) {
            return Map.of();
        }
        List<Map<String, String>> methods = List.of(
                Map.of("service", service, "method", "Transform"),
                Map.of("service", service, "method", "TransformBatch"),
                Map.of("service", service, "method", "GetFeatureSet"));
        Map<String, ?> policy = Map.of(
                "maxAttempts", (double) attempts,
                "initialBackoff", "0.1s",
                "maxBackoff", "2s",
                "backoffMultiplier", 2.0,
                "retryableStatusCodes", List.of("UNAVAILABLE"));
        return Map.of("methodConfig", List.of(Map.of("name", methods, "retryPolicy", policy)));
    }
}
