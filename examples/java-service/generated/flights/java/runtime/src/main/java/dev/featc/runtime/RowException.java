package dev.featc.runtime;

import java.util.List;
import java.util.stream.Collectors;

/** One row cannot be transformed. Its violations are every one found, in the order of the fields. */
public final class RowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Violation[] violations;

    /** For these violations, of which there is at least one. */
    public RowException(List<Violation> violations) {
        super(violations.stream().map(v -> v.field() + ": " + v.message()).collect(Collectors.joining("; ")));
        this.violations = violations.toArray(Violation[]::new);
    }

    /** What is wrong with the row, in the order of the fields. */
    public List<Violation> violations() {
        return List.of(violations);
    }
}
