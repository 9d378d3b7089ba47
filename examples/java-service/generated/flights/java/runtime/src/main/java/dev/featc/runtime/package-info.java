/**
 * The operations of fdl on single values: one static method an operation, under the names, in the classes and in the
 * order of the modules of featc's Python runtime (featc_runtime.scalar). Generated code calls them.
 *
 * <p>Values are boolean, long, double and String; instants, civil times and durations are microseconds, dates days
 * since 1970-01-01, all as long; lists are {@code List} of the boxed type, never changed once made, with null for null
 * elements. Methods are total: they throw nothing, and never see a null operand. A method whose answer may be null
 * returns the boxed type.
 */
package dev.featc.runtime;
