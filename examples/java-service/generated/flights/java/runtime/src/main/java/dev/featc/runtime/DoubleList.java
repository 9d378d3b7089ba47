package dev.featc.runtime;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;

/**
 * A list of float64 over an array of primitives, none of them null. Operations take any {@code List<Double>}; one of
 * this class they read without boxing. Knows no operator.
 */
public final class DoubleList extends AbstractList<Double> implements RandomAccess {
    private final double[] values;

    private DoubleList(double[] values) {
        this.values = values;
    }

    /** The list of these values. It takes the array over: nobody may write to it afterwards. */
    public static DoubleList of(double... values) {
        return new DoubleList(values);
    }

    /** The list of these values, over an array of its own. */
    public static DoubleList copyOf(double[] values) {
        return new DoubleList(values.clone());
    }

    @Override
    public Double get(int index) {
        return values[index];
    }

    /** The value at a position, unboxed. */
    public double getDouble(int index) {
        return values[index];
    }

    @Override
    public int size() {
        return values.length;
    }

    /** The values in a new array. */
    public double[] toDoubleArray() {
        return values.clone();
    }

    /** The values of a list, 0.0 where they are null; of a list of this class the array itself, to be read only. */
    static double[] values(List<Double> list) {
        if (list instanceof DoubleList primitive) {
            return primitive.values;
        }
        double[] values = new double[list.size()];
        int i = 0;
        for (Double v : list) {
            values[i++] = v != null ? v : 0.0;
        }
        return values;
    }

    /** The values of a list that are not null; of a list of this class the array itself, to be read only. */
    static double[] present(List<Double> list) {
        if (list instanceof DoubleList primitive) {
            return primitive.values;
        }
        double[] values = new double[list.size()];
        int count = 0;
        for (Double v : list) {
            if (v != null) {
                values[count++] = v;
            }
        }
        return count < values.length ? Arrays.copyOf(values, count) : values;
    }

    /** Whether an element of a list is null. */
    static boolean hasNull(List<?> list) {
        if (list instanceof DoubleList || list instanceof LongList) {
            return false;
        }
        for (Object v : list) {
            if (v == null) {
                return true;
            }
        }
        return false;
    }

    /** The list of these values, null where either of two lists of the same length is; takes the array over. */
    static List<Double> withNulls(double[] values, List<?> x, List<?> y) {
        if (!hasNull(x) && (y == x || !hasNull(y))) {
            return new DoubleList(values);
        }
        Double[] boxed = new Double[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = x.get(i) == null || y.get(i) == null ? null : values[i];
        }
        return Collections.unmodifiableList(Arrays.asList(boxed));
    }
}
