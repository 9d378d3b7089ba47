package dev.featc.runtime.service;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicInteger;

/** Refuses calls beyond as many at a time. Knows no method. */
final class CallLimit implements ServerInterceptor {
    private final AtomicInteger open = new AtomicInteger();
    private final int most;

    CallLimit(int most) {
        this.most = most;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            String text = most + " calls are open already: wait for one to end, or use more servers";
            call.close(Status.RESOURCE_EXHAUSTED.withDescription(text), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            @Override
            public void onComplete() {
                open.decrementAndGet();
                super.onComplete();
            }

            @Override
            public void onCancel() {
                open.decrementAndGet();
                super.onCancel();
            }
        };
    }
}
