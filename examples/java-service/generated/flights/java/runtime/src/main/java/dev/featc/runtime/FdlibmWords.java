package dev.featc.runtime;

/**
 * The words, the mantissa and the exponent of a float64, as fdlibm looks at them. Knows no function.
 *
 * <p>fdlibm branches on the high word; a bound on it is here the float64 with that high word and a low word of 0.
 */
final class FdlibmWords {
    private static final long FRACTION = (1L << 52) - 1;

    private FdlibmWords() {}

    /** The number with the low 32 bits of its float64 cleared. */
    static double truncated(double x) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(x) & 0xFFFFFFFF00000000L);
    }

    /** The high word of a number that is not negative. */
    static int highWord(double x) {
        return (int) (Double.doubleToRawLongBits(x) >>> 32);
    }

    /** The float64 with this high word, which is not negative, and a low word of 0. */
    static double fromHigh(int word) {
        return Double.longBitsToDouble((long) word << 32);
    }

    /** The m of x = m * 2 ** power(x), from 1 to 2, of a positive finite number. */
    static double mantissa(double x) {
        long bits = Double.doubleToRawLongBits(x < Double.MIN_NORMAL ? x * 0x1p54 : x);
        return Double.longBitsToDouble(bits & FRACTION | 1023L << 52);
    }

    /** How often a positive finite number is doubled, from its mantissa on. */
    static int power(double x) {
        return x < Double.MIN_NORMAL ? exponent(x * 0x1p54) - 54 : exponent(x);
    }

    private static int exponent(double x) {
        return (int) (Double.doubleToRawLongBits(x) >>> 52) - 1023;
    }

    /** x * 2 ** power, where both are normal numbers. */
    static double scaled(double x, int power) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(x) + ((long) power << 52));
    }
}
