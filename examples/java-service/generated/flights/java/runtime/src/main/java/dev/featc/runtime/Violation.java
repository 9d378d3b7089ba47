package dev.featc.runtime;

import java.io.Serializable;

/**
 * One thing wrong with one field of one row.
 *
 * @param field the field's name
 * @param reason what is wrong, for programs: ABSENT, WRONG_TYPE, OUT_OF_CONTRACT, OUT_OF_RANGE, TOO_FINE, BAD_TEXT or
 *     UNKNOWN_FIELD
 * @param message what is wrong, a sentence for people
 */
public record Violation(String field, String reason, String message) implements Serializable {}
