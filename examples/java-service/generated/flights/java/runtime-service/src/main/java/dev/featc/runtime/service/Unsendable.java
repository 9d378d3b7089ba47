package dev.featc.runtime.service;

/**
 * A value that no message can hold: a lone surrogate, a date beyond the years of dates, a null element. The rules of the
 * feature set refuse it too, and say so better.
 */
public final class Unsendable extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Unsendable(String message) {
        super(message);
    }
}
