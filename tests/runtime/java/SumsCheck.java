package dev.featc.runtime;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;

/**
 * Whether exact sums, means and variances are what they are said to be, on random lists of each kind that takes another
 * way: the float64 told is compared with its neighbours in exact decimals. Prints what is wrong; knows no operator.
 */
final class SumsCheck {
    private static final Random RANDOM = new Random(20);
    private static final BigDecimal BEYOND = new BigDecimal(0x1p1023).multiply(BigDecimal.valueOf(2));

    private SumsCheck() {}

    public static void main(String[] arguments) {
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            double[] x = list(i % 7);
            int n = x.length;
            nearest("sum", x, ExactSum.exactSum(x), sum(x), 1);
            nearest("mean", x, ExactSum.exactMean(x), sum(x), n);
            BigDecimal spread = decimal(n).multiply(dot(x)).subtract(sum(x).pow(2));
            nearest("var_pop", x, ExactSum.exactVariance(x, 0), spread, (long) n * n);
            if (n > 1) {
                nearest("var_samp", x, ExactSum.exactVariance(x, 1), spread, (long) n * (n - 1));
            }
        }
    }

    /** Values of one size, of many sizes, with few bits, nearly alike, that cancel, tiny, and large. */
    private static double[] list(int kind) {
        double[] x = new double[1 + RANDOM.nextInt(12)];
        double base = RANDOM.nextGaussian() * 1e9;
        for (int i = 0; i < x.length; i++) {
            x[i] = switch (kind) {
                case 0 -> RANDOM.nextGaussian();
                case 1 -> Math.scalb(RANDOM.nextGaussian(), RANDOM.nextInt(120) - 60);
                case 2 -> Math.scalb(RANDOM.nextInt(9) - 4.0, RANDOM.nextInt(60));
                case 3 -> base + (RANDOM.nextInt(7) - 3) * Math.ulp(base);
                case 4 -> i % 2 == 0 || i == 0 ? RANDOM.nextGaussian() : -x[i - 1];
                case 5 -> Double.MIN_VALUE * (RANDOM.nextInt(9) - 4);
                default -> Math.scalb(RANDOM.nextDouble() - 0.5, 1024);
            };
        }
        return x;
    }

    /** Infinities stand where the next float64s would. */
    private static BigDecimal decimal(double x) {
        return Double.isFinite(x) ? new BigDecimal(x) : x > 0.0 ? BEYOND : BEYOND.negate();
    }

    private static BigDecimal sum(double[] x) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double v : x) {
            sum = sum.add(decimal(v));
        }
        return sum;
    }

    private static BigDecimal dot(double[] x) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double v : x) {
            sum = sum.add(decimal(v).pow(2));
        }
        return sum;
    }

    /** Tells where above / below is nearer to another float64 than the one told, or as near and the one told is odd. */
    private static void nearest(String what, double[] x, double told, BigDecimal above, long below) {
        BigDecimal twice = above.add(above);
        BigDecimal least = decimal(told).add(decimal(Math.nextDown(told))).multiply(BigDecimal.valueOf(below));
        BigDecimal most = decimal(told).add(decimal(Math.nextUp(told))).multiply(BigDecimal.valueOf(below));
        int odd = (int) (Double.doubleToRawLongBits(told) & 1);
        boolean low = told != Double.NEGATIVE_INFINITY && twice.compareTo(least) < odd;
        boolean high = told != Double.POSITIVE_INFINITY && twice.compareTo(most) > -odd;
        boolean side = (Math.copySign(1.0, told) < 0.0) != (above.signum() < 0);
        if (low || high || side) {
            System.out.println(what + " of " + Arrays.toString(x) + " is not " + told);
        }
    }
}
