package dev.featc.runtime.client;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A stream of messages and their answers, driven by whoever takes the answers: messages are sent a few ahead. For one
 * thread at a time. To be closed; a stream that is closed before its end is cancelled.
 *
 * @param <Q> the messages
 * @param <A> the answers
 */
public final class StreamCall<Q, A> implements Iterator<A>, AutoCloseable {
    /** Messages that are sent and not answered. */
    private static final int AHEAD = 64;

    private final ClientCall<Q, A> call;
    private final Iterator<Q> requests;
    private final BlockingQueue<Event<A>> events = new LinkedBlockingQueue<>();
    private int unanswered;
    private boolean sending = true;
    private A next;
    private Event<A> end;

    /** What came: an answer, or the end. */
    private record Event<A>(A answer, Status status, Metadata trailers) {}

    StreamCall(ClientCall<Q, A> call, Iterator<Q> requests) {
        this.call = call;
        this.requests = requests;
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onMessage(A answer) {
                        events.add(new Event<>(answer, null, null));
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        events.add(new Event<>(null, status, trailers));
                    }
                },
                new Metadata());
        call.request(AHEAD);
    }

    /** Whether an answer follows; waits for it. Throws StatusRuntimeException if the stream ends with anything but OK. */
    @Override
    public boolean hasNext() {
        if (next != null) {
            return true;
        }
        if (end == null) {
            try {
                send();
            } catch (RuntimeException | Error error) { // of whoever gives the messages
                end = new Event<>(null, Status.CANCELLED.withCause(error), new Metadata());
                call.cancel("no message", error);
                throw error;
            }
            take();
        }
        if (next == null && !end.status().isOk()) {
            throw new StatusRuntimeException(end.status(), end.trailers());
        }
        return next != null;
    }

    @Override
    public A next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        A answer = next;
        next = null;
        return answer;
    }

    @Override
    public void close() {
        if (end == null) {
            call.cancel("the stream was closed", null);
        }
    }

    /** Sends what there is room for. With no answer to wait for, one more always is: gRPC keeps it. */
    private void send() {
        while (sending && unanswered < AHEAD && (unanswered == 0 || call.isReady())) {
            if (requests.hasNext()) {
                call.sendMessage(requests.next());
                unanswered++;
            } else {
                call.halfClose();
                sending = false;
            }
        }
    }

    private void take() {
        Event<A> event;
        try {
            event = events.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            call.cancel("interrupted", e);
            event = new Event<>(null, Status.CANCELLED.withDescription("interrupted").withCause(e), new Metadata());
        }
        if (event.answer() != null) {
            next = event.answer();
            unanswered--;
            call.request(1);
        } else {
            end = event;
        }
    }
}
