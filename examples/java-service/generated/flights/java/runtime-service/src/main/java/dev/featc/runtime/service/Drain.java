package dev.featc.runtime.service;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The end of a service: begins once, and tells those who asked. Knows no call. */
final class Drain {
    private final Set<Runnable> listeners = new LinkedHashSet<>();
    private volatile boolean begun;

    /** Whether no new call is taken any more. */
    boolean begun() {
        return begun;
    }

    /** From now on it has begun. */
    void begin() {
        List<Runnable> told;
        synchronized (this) {
            if (begun) {
                return;
            }
            begun = true;
            told = new ArrayList<>(listeners);
        }
        told.forEach(Runnable::run);
    }

    /** Calls it when the drain begins; false, and no call, if it has begun already. */
    synchronized boolean tell(Runnable listener) {
        return !begun && listeners.add(listener);
    }

    /** Does not call it any more. */
    synchronized void forget(Runnable listener) {
        listeners.remove(listener);
    }
}
