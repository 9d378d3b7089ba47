package dev.featc.runtime.client;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The channel of a client and how calls are made over it. Knows no message of a feature set. */
public final class Connection implements AutoCloseable {
    private final ManagedChannel channel;
    private final CallOptions options;
    private final Duration deadline;
    private final boolean pins;

    Connection(ManagedChannel channel, CallOptions options, Duration deadline, boolean pins) {
        this.channel = channel;
        this.options = options;
        this.deadline = deadline;
        this.pins = pins;
    }

    /** Whether calls pin the client's fingerprint. */
    public boolean pins() {
        return pins;
    }

    /** One message, one answer. */
    public <Q, A> A call(MethodDescriptor<Q, A> method, Q request) {
        try {
            return ClientCalls.blockingUnaryCall(channel, method, timed(), request);
        } catch (StatusRuntimeException error) {
            throw RowErrors.of(error);
        }
    }

    /** One message, one answer later; a future that is cancelled cancels the call. */
    public <Q, A, R> CompletableFuture<R> callAsync(MethodDescriptor<Q, A> method, Q request, Function<A, R> reader) {
        ClientCall<Q, A> call = channel.newCall(method, timed());
        CompletableFuture<R> future = new CompletableFuture<>();
        future.whenComplete((answer, error) -> {
            if (future.isCancelled()) {
                call.cancel("the future was cancelled", null);
            }
        });
        ClientCalls.asyncUnaryCall(call, request, new StreamObserver<A>() {
            private R answer;

            @Override
            public void onNext(A value) {
                try {
                    answer = reader.apply(value);
                } catch (RuntimeException error) {
                    future.completeExceptionally(error);
                }
            }

            @Override
            public void onError(Throwable error) {
                future.completeExceptionally(
                        error instanceof StatusRuntimeException status ? RowErrors.of(status) : error);
            }

            @Override
            public void onCompleted() {
                future.complete(answer);
            }
        });
        return future;
    }

    /** Messages one after the other, answered in order; the caller takes the answers. */
    public <Q, A> StreamCall<Q, A> stream(MethodDescriptor<Q, A> method, Iterator<Q> requests) {
        return new StreamCall<>(channel.newCall(method, options), requests);
    }

    /** Messages and answers as they come; what the writer throws is thrown by onNext, and ends nothing. */
    public <Q, A, T, R> StreamObserver<T> streamAsync(
            MethodDescriptor<Q, A> method, StreamObserver<R> answers, Function<T, Q> writer, Function<A, R> reader) {
        StreamObserver<Q> requests = ClientCalls.asyncBidiStreamingCall(
                channel.newCall(method, options), new Mapped<>(answers, reader));
        return new Mapped<>(requests, writer);
    }

    /** An observer of what another one takes in another form. */
    private record Mapped<X, Y>(StreamObserver<Y> to, Function<X, Y> form) implements StreamObserver<X> {
        @Override
        public void onNext(X value) {
            to.onNext(form.apply(value));
        }

        @Override
        public void onError(Throwable error) {
            to.onError(error);
        }

        @Override
        public void onCompleted() {
            to.onCompleted();
        }
    }

    /** Closes the channel; calls under way get a few seconds. */
    @Override
    public void close() {
        channel.shutdown();
        try {
            if (!channel.awaitTermination(5, TimeUnit.SECONDS)) {
                channel.shutdownNow();
            }
        } catch (InterruptedException e) {
            channel.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private CallOptions timed() {
        return options.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
    }
}
