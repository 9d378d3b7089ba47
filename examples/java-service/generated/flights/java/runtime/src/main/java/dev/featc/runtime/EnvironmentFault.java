package dev.featc.runtime;

/** The process cannot keep featc's promise, such as one that flushes subnormal numbers to zero. */
public final class EnvironmentFault extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public EnvironmentFault(String message) {
        super(message);
    }
}
