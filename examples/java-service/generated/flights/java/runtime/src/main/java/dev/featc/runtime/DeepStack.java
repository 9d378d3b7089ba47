package dev.featc.runtime;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Answers of what calls itself as deep as its input is large: where the stack of the calling thread is too short, those
 * of a thread with a longer one. Knows nothing of what is asked.
 */
final class DeepStack {
    private static final long SIZE = 1L << 28; // only what is used of it takes memory

    private DeepStack() {}

    /** The answer of a question that may be asked twice. */
    static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (StackOverflowError tooShort) {
            return askElsewhere(question);
        }
    }

    private static <T> T askElsewhere(Supplier<T> question) {
        FutureTask<T> answer = new FutureTask<>(question::get);
        Thread thread = new Thread(null, answer, "featc-deep-stack", SIZE);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get();
                } catch (InterruptedException again) {
                    interrupted = true; // told when there is an answer, which never takes long
                } catch (ExecutionException failure) {
                    throw new IllegalStateException(failure.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
