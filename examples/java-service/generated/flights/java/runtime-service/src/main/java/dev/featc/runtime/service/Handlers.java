package dev.featc.runtime.service;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Turns functions from bytes to bytes into gRPC method handlers. Knows threads and statuses, nothing of features.
 *
 * <p>Messages are parsed by the functions: gRPC would not answer bytes that do not parse with INVALID_ARGUMENT. Whatever
 * a function throws besides a {@link Refusal} is a bug: the client gets the number of an incident, the log the trace.
 */
final class Handlers {
    private static final Logger LOG = Logger.getLogger("dev.featc.runtime.service");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Milliseconds without a message after which the drain ends a stream. */
    private static final long TICK = 100;

    private final Drain drain;
    private final int streams;
    private final Semaphore slots;

    /** Of other long-lived calls: streams of rows must not keep watchers of the health away, nor they the streams. */
    private final Semaphore slotsAside;

    private final Executor pool;
    private final ScheduledExecutorService clock;

    /**
     * Of one server.
     *
     * @param streams how many streams of rows it takes at a time, and how many other long-lived calls beside them
     * @param pool runs the calls
     * @param clock looks at the streams in a drain
     */
    Handlers(Drain drain, int streams, Executor pool, ScheduledExecutorService clock) {
        this.drain = drain;
        this.streams = streams;
        this.slots = new Semaphore(streams);
        this.slotsAside = new Semaphore(streams);
        this.pool = pool;
        this.clock = clock;
    }

    /** One message, one answer. */
    ServerCallHandler<byte[], byte[]> unary(UnaryOperator<byte[]> answer) {
        return (call, headers) -> new Unary(call, (data, stillWanted) -> answer.apply(data), false);
    }

    /** One message, one answer, in the drain too. */
    ServerCallHandler<byte[], byte[]> unaryInDrain(UnaryOperator<byte[]> answer) {
        return (call, headers) -> new Unary(call, (data, stillWanted) -> answer.apply(data), true);
    }

    /** One message, one answer that takes a while: it is told how to ask whether the client still waits. */
    ServerCallHandler<byte[], byte[]> longUnary(BiFunction<byte[], BooleanSupplier, byte[]> answer) {
        return (call, headers) -> new Unary(call, answer, false);
    }

    /** One message; an answer now and, if that is not empty, one when the drain begins, which ends the call. */
    ServerCallHandler<byte[], byte[]> watch(UnaryOperator<byte[]> now, UnaryOperator<byte[]> inDrain) {
        return (call, headers) -> take(slotsAside, call) ? new Watch(call, now, inDrain) : new ServerCall.Listener<>() {};
    }

    /**
     * A stream of messages, each answered in order.
     *
     * <p>In the drain, what has arrived is answered; a stream that has nothing to do is then ended with UNAVAILABLE.
     *
     * @param aside it is none of rows
     */
    ServerCallHandler<byte[], byte[]> stream(UnaryOperator<byte[]> answer, boolean aside) {
        Semaphore from = aside ? slotsAside : slots;
        return (call, headers) -> take(from, call) ? new Stream(call, answer, from) : new ServerCall.Listener<>() {};
    }

    private boolean take(Semaphore from, ServerCall<byte[], byte[]> call) {
        if (drain.begun()) {
            refuse(call, draining());
            return false;
        }
        if (!from.tryAcquire()) {
            String text = streams + " streams are open already: close one, or use more servers";
            refuse(call, new Refusal(Status.Code.RESOURCE_EXHAUSTED, text));
            return false;
        }
        return true;
    }

    /** A call of one message. Its end comes with nothing to release. */
    private final class Unary extends ServerCall.Listener<byte[]> {
        private final ServerCall<byte[], byte[]> call;
        private final BiFunction<byte[], BooleanSupplier, byte[]> answer;
        private final boolean inDrain;
        private byte[] data = new byte[0];

        Unary(ServerCall<byte[], byte[]> call, BiFunction<byte[], BooleanSupplier, byte[]> answer, boolean inDrain) {
            this.call = call;
            this.answer = answer;
            this.inDrain = inDrain;
            call.request(2); // the message, and the end behind it
        }

        @Override
        public void onMessage(byte[] message) {
            data = message;
        }

        @Override
        public void onHalfClose() {
            Context context = Context.current();
            byte[] answered;
            try {
                if (drain.begun() && !inDrain) {
                    throw draining();
                }
                answered = answer.apply(data, () -> !context.isCancelled());
            } catch (Throwable error) {
                refuse(call, refusal(error));
                return;
            }
            call.sendHeaders(new Metadata());
            call.sendMessage(answered);
            call.close(Status.OK, new Metadata());
        }
    }

    /** A call that is told when the drain begins. */
    private final class Watch extends ServerCall.Listener<byte[]> implements Runnable {
        private final ServerCall<byte[], byte[]> call;
        private final UnaryOperator<byte[]> now;
        private final UnaryOperator<byte[]> inDrain;
        private byte[] data = new byte[0];
        private boolean over;

        Watch(ServerCall<byte[], byte[]> call, UnaryOperator<byte[]> now, UnaryOperator<byte[]> inDrain) {
            this.call = call;
            this.now = now;
            this.inDrain = inDrain;
            call.request(2);
        }

        @Override
        public void onMessage(byte[] message) {
            data = message;
        }

        @Override
        public synchronized void onHalfClose() {
            byte[] answered;
            try {
                answered = now.apply(data);
            } catch (Throwable error) {
                over = true;
                refuse(call, refusal(error));
                return;
            }
            call.sendHeaders(new Metadata());
            call.sendMessage(answered);
            if (!drain.tell(this)) {
                over = true;
                call.close(Status.OK, new Metadata());
            }
        }

        @Override
        public synchronized void run() {
            if (over) {
                return;
            }
            over = true;
            byte[] last = inDrain.apply(data);
            if (last.length > 0) {
                call.sendMessage(last);
            }
            call.close(Status.OK, new Metadata());
        }

        @Override
        public void onComplete() {
            release();
        }

        @Override
        public void onCancel() {
            release();
        }

        private void release() {
            synchronized (this) {
                over = true;
            }
            drain.forget(this);
            slotsAside.release();
        }
    }

    /** A stream. Its lock is held while a message is answered and while it is ended. */
    private final class Stream extends ServerCall.Listener<byte[]> implements Runnable {
        private final ServerCall<byte[], byte[]> call;
        private final UnaryOperator<byte[]> answer;
        private final Semaphore from;
        private final ReentrantLock lock = new ReentrantLock();
        private long last = System.nanoTime();
        private boolean opened;
        private boolean full; // the client does not take answers
        private boolean over;
        private ScheduledFuture<?> looks;

        Stream(ServerCall<byte[], byte[]> call, UnaryOperator<byte[]> answer, Semaphore from) {
            this.call = call;
            this.answer = answer;
            this.from = from;
            if (!drain.tell(this)) {
                run();
            }
            call.request(1);
        }

        @Override
        public void onMessage(byte[] data) {
            lock.lock();
            try {
                if (over) {
                    return;
                }
                byte[] answered;
                try {
                    answered = answer.apply(data);
                } catch (Throwable error) {
                    over = true;
                    refuse(call, refusal(error));
                    return;
                }
                open();
                call.sendMessage(answered);
                last = System.nanoTime();
                full = !call.isReady();
                if (!full) {
                    call.request(1);
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void onReady() {
            lock.lock();
            try {
                if (full && !over && call.isReady()) {
                    full = false;
                    last = System.nanoTime();
                    call.request(1);
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void onHalfClose() {
            lock.lock();
            try {
                if (!over) {
                    over = true;
                    open();
                    call.close(Status.OK, new Metadata());
                }
            } finally {
                lock.unlock();
            }
        }

        private void open() {
            if (!opened) {
                opened = true;
                call.sendHeaders(new Metadata());
            }
        }

        /** The drain begins: look again and again whether something still comes, behind what has come already. */
        @Override
        public void run() {
            lock.lock();
            try {
                if (!over) {
                    looks = clock.scheduleWithFixedDelay(
                            () -> pool.execute(this::endIfIdle), TICK, TICK / 4, TimeUnit.MILLISECONDS);
                }
            } finally {
                lock.unlock();
            }
        }

        private void endIfIdle() {
            if (!lock.tryLock()) {
                return; // it answers a message
            }
            try {
                if (!over && !full && System.nanoTime() - last > TimeUnit.MILLISECONDS.toNanos(TICK)) {
                    over = true;
                    refuse(call, draining());
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void onComplete() {
            release();
        }

        @Override
        public void onCancel() {
            release();
        }

        private void release() {
            drain.forget(this);
            lock.lock();
            try {
                over = true;
                if (looks != null) {
                    looks.cancel(false);
                }
            } finally {
                lock.unlock();
            }
            from.release();
        }
    }

    private static Refusal draining() {
        String text = "the service is draining: what was not answered was not taken, send it to another one";
        return new Refusal(Status.Code.UNAVAILABLE, text);
    }

    /** The answer to an exception: a refusal is its own; the trace of any other goes to the log. */
    private static Refusal refusal(Throwable error) {
        if (error instanceof Refusal refusal) {
            return refusal;
        }
        String incident = String.format("%08x", RANDOM.nextInt());
        LOG.log(Level.SEVERE, "incident " + incident, error);
        String text = "internal error, incident " + incident + ": see the service's log";
        return new Refusal(Status.Code.INTERNAL, text);
    }

    private static void refuse(ServerCall<byte[], byte[]> call, Refusal refusal) {
        call.close(refusal.status(), refusal.trailers());
    }
}
