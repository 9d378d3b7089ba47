package dev.featc.runtime;

/** The two 32-bit words of a float64, as fdlibm looks at them. Knows no function. */
final class FdlibmWords {
    private FdlibmWords() {}

    /** The number with the low 32 bits of its float64 cleared. */
    static double truncated(double x) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(x) & 0xFFFFFFFF00000000L);
    }
}
