package dev.featc.runtime.service;

import java.lang.reflect.Proxy;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * SIGTERM and SIGINT. Knows no server.
 *
 * <p>Java has no supported way to end with 0 after a signal, nor to hear of a second one: this uses the class that JDKs
 * have for it, by name. Where it is missing, a signal ends the process at once.
 */
final class Signals {
    private Signals() {}

    /** Calls it at each of these signals, in a thread of the JVM's. */
    static void handle(Runnable onSignal) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (self, method, args) -> {
                switch (method.getName()) {
                    case "handle" -> onSignal.run();
                    case "equals" -> {
                        return self == args[0];
                    }
                    case "hashCode" -> {
                        return System.identityHashCode(self);
                    }
                    default -> {
                        return "featc";
                    }
                }
                return null;
            });
            for (String name : new String[] {"TERM", "INT"}) {
                Object one = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handler).invoke(null, one, proxy);
            }
        } catch (ReflectiveOperationException e) {
            Logger.getLogger("dev.featc.runtime.service").log(Level.WARNING, "no signals here: a signal will not drain", e);
        }
    }
}
