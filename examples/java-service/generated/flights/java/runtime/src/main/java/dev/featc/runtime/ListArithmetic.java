package dev.featc.runtime;

import java.util.List;

/**
 * Arithmetic on lists, element by element (SEMANTICS.md#lists). Knows that Java's operators on two numbers are those of
 * {@link Arithmetic}.
 *
 * <p>Lists of unlike length give null. A scalar operand is an array of one value that is read again and again.
 */
public final class ListArithmetic {
    private ListArithmetic() {}

    public static List<Long> addListsInt64(List<Long> x, List<Long> y) {
        if (x.size() != y.size()) {
            return null;
        }
        return LongList.withNulls(add(LongList.values(x), LongList.values(y), x.size()), x, y);
    }

    public static List<Long> addListInt64(List<Long> x, long y) {
        return LongList.withNulls(add(LongList.values(x), new long[] {y}, x.size()), x, x);
    }

    public static List<Long> addInt64List(long x, List<Long> y) {
        return LongList.withNulls(add(new long[] {x}, LongList.values(y), y.size()), y, y);
    }

    public static List<Double> addListsFloat64(List<Double> x, List<Double> y) {
        if (x.size() != y.size()) {
            return null;
        }
        return DoubleList.withNulls(add(DoubleList.values(x), DoubleList.values(y), x.size()), x, y);
    }

    public static List<Double> addListFloat64(List<Double> x, double y) {
        return DoubleList.withNulls(add(DoubleList.values(x), new double[] {y}, x.size()), x, x);
    }

    public static List<Double> addFloat64List(double x, List<Double> y) {
        return DoubleList.withNulls(add(new double[] {x}, DoubleList.values(y), y.size()), y, y);
    }

    public static List<Long> subListsInt64(List<Long> x, List<Long> y) {
        if (x.size() != y.size()) {
            return null;
        }
        return LongList.withNulls(sub(LongList.values(x), LongList.values(y), x.size()), x, y);
    }

    public static List<Long> subListInt64(List<Long> x, long y) {
        return LongList.withNulls(sub(LongList.values(x), new long[] {y}, x.size()), x, x);
    }

    public static List<Long> subInt64List(long x, List<Long> y) {
        return LongList.withNulls(sub(new long[] {x}, LongList.values(y), y.size()), y, y);
    }

    public static List<Double> subListsFloat64(List<Double> x, List<Double> y) {
        if (x.size() != y.size()) {
            return null;
        }
        return DoubleList.withNulls(sub(DoubleList.values(x), DoubleList.values(y), x.size()), x, y);
    }

    public static List<Double> subListFloat64(List<Double> x, double y) {
        return DoubleList.withNulls(sub(DoubleList.values(x), new double[] {y}, x.size()), x, x);
    }

    public static List<Double> subFloat64List(double x, List<Double> y) {
        return DoubleList.withNulls(sub(new double[] {x}, DoubleList.values(y), y.size()), y, y);
    }

    public static List<Long> mulListsInt64(List<Long> x, List<Long> y) {
        if (x.size() != y.size()) {
            return null;
        }
        return LongList.withNulls(mul(LongList.values(x), LongList.values(y), x.size()), x, y);
    }

    public static List<Long> mulListInt64(List<Long> x, long y) {
        return LongList.withNulls(mul(LongList.values(x), new long[] {y}, x.size()), x, x);
    }

    public static List<Long> mulInt64List(long x, List<Long> y) {
        return LongList.withNulls(mul(new long[] {x}, LongList.values(y), y.size()), y, y);
    }

    public static List<Double> mulListsFloat64(List<Double> x, List<Double> y) {
        if (x.size() != y.size()) {
            return null;
        }
        return DoubleList.withNulls(mul(DoubleList.values(x), DoubleList.values(y), x.size()), x, y);
    }

    public static List<Double> mulListFloat64(List<Double> x, double y) {
        return DoubleList.withNulls(mul(DoubleList.values(x), new double[] {y}, x.size()), x, x);
    }

    public static List<Double> mulFloat64List(double x, List<Double> y) {
        return DoubleList.withNulls(mul(new double[] {x}, DoubleList.values(y), y.size()), y, y);
    }

    public static List<Double> divListsInt64(List<Long> x, List<Long> y) {
        if (x.size() != y.size()) {
            return null;
        }
        return DoubleList.withNulls(div(LongList.values(x), LongList.values(y), x.size()), x, y);
    }

    public static List<Double> divListInt64(List<Long> x, long y) {
        return DoubleList.withNulls(div(LongList.values(x), new long[] {y}, x.size()), x, x);
    }

    public static List<Double> divInt64List(long x, List<Long> y) {
        return DoubleList.withNulls(div(new long[] {x}, LongList.values(y), y.size()), y, y);
    }

    public static List<Double> divListsFloat64(List<Double> x, List<Double> y) {
        if (x.size() != y.size()) {
            return null;
        }
        return DoubleList.withNulls(div(DoubleList.values(x), DoubleList.values(y), x.size()), x, y);
    }

    public static List<Double> divListFloat64(List<Double> x, double y) {
        return DoubleList.withNulls(div(DoubleList.values(x), new double[] {y}, x.size()), x, x);
    }

    public static List<Double> divFloat64List(double x, List<Double> y) {
        return DoubleList.withNulls(div(new double[] {x}, DoubleList.values(y), y.size()), y, y);
    }

    public static List<Long> negListInt64(List<Long> x) {
        return LongList.withNulls(sub(new long[] {0L}, LongList.values(x), x.size()), x, x);
    }

    public static List<Double> negListFloat64(List<Double> x) {
        return DoubleList.withNulls(mul(new double[] {-1.0}, DoubleList.values(x), x.size()), x, x);
    }

    private static long[] add(long[] x, long[] y, int size) {
        int xs = step(x.length);
        int ys = step(y.length);
        long[] values = new long[size];
        for (int i = 0; i < size; i++) {
            values[i] = x[i * xs] + y[i * ys];
        }
        return values;
    }

    private static double[] add(double[] x, double[] y, int size) {
        int xs = step(x.length);
        int ys = step(y.length);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = x[i * xs] + y[i * ys];
        }
        return values;
    }

    private static long[] sub(long[] x, long[] y, int size) {
        int xs = step(x.length);
        int ys = step(y.length);
        long[] values = new long[size];
        for (int i = 0; i < size; i++) {
            values[i] = x[i * xs] - y[i * ys];
        }
        return values;
    }

    private static double[] sub(double[] x, double[] y, int size) {
        int xs = step(x.length);
        int ys = step(y.length);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = x[i * xs] - y[i * ys];
        }
        return values;
    }

    private static long[] mul(long[] x, long[] y, int size) {
        int xs = step(x.length);
        int ys = step(y.length);
        long[] values = new long[size];
        for (int i = 0; i < size; i++) {
            values[i] = x[i * xs] * y[i * ys];
        }
        return values;
    }

    private static double[] mul(double[] x, double[] y, int size) {
        int xs = step(x.length);
        int ys = step(y.length);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = x[i * xs] * y[i * ys];
        }
        return values;
    }

    private static double[] div(long[] x, long[] y, int size) {
        int xs = step(x.length);
        int ys = step(y.length);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = (double) x[i * xs] / (double) y[i * ys];
        }
        return values;
    }

    private static double[] div(double[] x, double[] y, int size) {
        int xs = step(x.length);
        int ys = step(y.length);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = x[i * xs] / y[i * ys];
        }
        return values;
    }

    /** How far the next element is: one value stands for all. */
    private static int step(int length) {
        return length == 1 ? 0 : 1;
    }
}
