package dev.featc.runtime.service;

import dev.featc.runtime.DoubleList;
import dev.featc.runtime.LongList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.Predicate;

/**
 * Lists between protobuf and raw form (SEMANTICS.md#wire). Knows no message of a feature set.
 *
 * <p>Readers tell {@link Violations} what is wrong, first of all another size, and give an empty list then.
 */
public final class Lists {
    private Lists() {}

    /**
     * Reads one value, or tells what is wrong with it.
     *
     * @param <M> what protobuf has
     */
    @FunctionalInterface
    public interface Reader<M> {
        /** The raw value. */
        long read(String field, M value, Violations bad);
    }

    /**
     * The type of a list field.
     *
     * @param field its name
     * @param size how many elements it has
     * @param atMost whether it may have fewer
     */
    public record Shape(String field, int size, boolean atMost) {
        private boolean fits(int count, Violations bad) {
            if (count == size || (count < size && atMost)) {
                return true;
            }
            bad.add(field, "WRONG_TYPE", "a list of " + count + ", expected " + (atMost ? "at most " : "") + size);
            return false;
        }
    }

    /** Of float64. */
    public static List<Double> doubles(Shape shape, int count, IntToDoubleFunction at, Violations bad) {
        if (!shape.fits(count, bad)) {
            return List.of();
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = Values.canonical(at.applyAsDouble(i));
        }
        return DoubleList.of(values);
    }

    /** Of int64. */
    public static List<Long> longs(Shape shape, int count, IntToLongFunction at, Violations bad) {
        if (!shape.fits(count, bad)) {
            return List.of();
        }
        long[] values = new long[count];
        Arrays.setAll(values, at);
        return LongList.of(values);
    }

    /** Of what is stored as float32. */
    public static List<Float> floats(Shape shape, List<Float> values, Violations bad) {
        return shape.fits(values.size(), bad) ? write(values, v -> Values.canonical(v)) : List.of();
    }

    /** Of what is the same in raw form; protobuf's lists do not change. */
    public static <T> List<T> same(Shape shape, List<T> values, Violations bad) {
        return shape.fits(values.size(), bad) ? values : List.of();
    }

    /** Of what has a form on the wire that may be wrong; ends at the first that is. */
    public static <M> List<Long> read(Shape shape, List<M> values, Reader<? super M> reader, Violations bad) {
        if (!shape.fits(values.size(), bad)) {
            return List.of();
        }
        long[] raw = new long[values.size()];
        int before = bad.found().size();
        for (int i = 0; i < raw.length; i++) {
            raw[i] = reader.read(shape.field(), values.get(i), bad);
            if (bad.found().size() > before) {
                return List.of();
            }
        }
        return LongList.of(raw);
    }

    /** Of elements that may be null. */
    public static <M, T> List<T> nullable(
            Shape shape, List<M> elements, Predicate<M> has, Function<M, T> value, Violations bad) {
        if (!shape.fits(elements.size(), bad)) {
            return List.of();
        }
        List<T> values = new ArrayList<>(elements.size());
        for (M element : elements) {
            values.add(has.test(element) ? value.apply(element) : null);
        }
        return Collections.unmodifiableList(values);
    }

    /** Of elements that may be null and have a form on the wire that may be wrong; ends at the first that is. */
    public static <M, V> List<Long> readNullable(
            Shape shape,
            List<M> elements,
            Predicate<M> has,
            Function<M, V> value,
            Reader<? super V> reader,
            Violations bad) {
        if (!shape.fits(elements.size(), bad)) {
            return List.of();
        }
        List<Long> values = new ArrayList<>(elements.size());
        int before = bad.found().size();
        for (M element : elements) {
            values.add(has.test(element) ? reader.read(shape.field(), value.apply(element), bad) : null);
            if (bad.found().size() > before) {
                return List.of();
            }
        }
        return Collections.unmodifiableList(values);
    }

    /** The elements in protobuf's form; {@link Unsendable} if one is null. */
    public static <T, M> List<M> write(List<T> values, Function<? super T, M> form) {
        List<M> written = new ArrayList<>(values.size());
        for (T value : values) {
            if (value == null) {
                throw new Unsendable("a null element");
            }
            written.add(form.apply(value));
        }
        return written;
    }

    /** The elements in protobuf's form, {@code none} for null. */
    public static <T, M> List<M> writeNullable(List<T> values, M none, Function<? super T, M> form) {
        List<M> written = new ArrayList<>(values.size());
        for (T value : values) {
            written.add(value == null ? none : form.apply(value));
        }
        return written;
    }
}
