package dev.featc.runtime;

import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * What is ported to Java has StrictMath's bits: for numbers of every size, near every bound, and at the ends. Prints
 * what has not.
 */
final class MathsCheck {
    private static final double[] ENDS = {
        0.0, 0.25, 0.3, 0.5, 1.0, 1.5, 2.0, 3.0, 0x1p31, 0x1p53, 0x1p64, 0x1p65, 700.0, 745.0, 1024.0, 1075.0, 1e300,
        Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NaN,
        0x1.3988fp+0, 0x1.bb67ap+0, 0x1.f3333p-1, 0x1.00001p+31, 0x1.00001p+64, 0x1p-20, 0x1p-27, 1.0 + 0x1p-20,
        1.0 - 0x1p-20, 1.0 - 0x1p-21,
    };

    private final Random random = new Random(20_240_101);
    private final int calls;

    private MathsCheck(int calls) {
        this.calls = calls;
    }

    /** The argument says how many random calls of each function there are. */
    public static void main(String[] arguments) {
        MathsCheck check = new MathsCheck(Integer.parseInt(arguments[0]));
        check.one("asin", FdlibmArc::asinFloat64, StrictMath::asin);
        check.one("acos", FdlibmArc::acosFloat64, StrictMath::acos);
        check.one("exp2", FdlibmPow::exp2Float64, x -> StrictMath.pow(2.0, x));
        check.two("pow", FdlibmPow::powFloat64, StrictMath::pow);
    }

    private void one(String name, DoubleUnaryOperator ours, DoubleUnaryOperator wanted) {
        two(name, (x, y) -> ours.applyAsDouble(x), (x, y) -> wanted.applyAsDouble(x));
    }

    private void two(String name, DoubleBinaryOperator ours, DoubleBinaryOperator wanted) {
        for (double x : ENDS) {
            for (double y : ENDS) {
                for (int i = 0; i < 4; i++) {
                    compare(name, ours, wanted, (i & 1) == 0 ? x : -x, (i & 2) == 0 ? y : -y);
                }
            }
        }
        for (int i = 0; i < calls; i++) {
            compare(name, ours, wanted, number(i & 7), number(i >> 3 & 7));
        }
    }

    /** A random number of a kind. */
    private double number(int kind) {
        return switch (kind) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextDouble() * 2.0 - 1.0;
            case 2 -> random.nextGaussian() * 20.0;
            case 3 -> random.nextDouble() * 1500.0 - 750.0;
            case 4 -> Math.scalb(random.nextDouble() + 1.0, random.nextInt(80) - 40);
            case 5 -> 1.0 + random.nextGaussian() * 0x1p-20;
            case 6 -> random.nextInt(64) - 32;
            default -> beside(ENDS[random.nextInt(ENDS.length)]);
        };
    }

    /** A number with nearly the bits of this one. */
    private double beside(double x) {
        double near = Double.longBitsToDouble(Double.doubleToRawLongBits(x) + random.nextInt(9) - 4);
        return random.nextBoolean() ? near : -near;
    }

    private static void compare(
            String name, DoubleBinaryOperator ours, DoubleBinaryOperator wanted, double x, double y) {
        double one = ours.applyAsDouble(x, y);
        double other = wanted.applyAsDouble(x, y);
        if (Double.doubleToLongBits(one) != Double.doubleToLongBits(other)) {
            System.out.printf("%s(%a, %a) is %a, StrictMath has %a%n", name, x, y, one, other);
        }
    }
}
