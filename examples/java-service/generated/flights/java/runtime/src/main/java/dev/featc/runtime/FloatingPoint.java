package dev.featc.runtime;

/**
 * Whether this thread's floating point is IEEE arithmetic: native code of the process may have told the processor to
 * flush subnormal numbers to zero, or to round other than to nearest. Knows only the numbers that tell.
 */
public final class FloatingPoint {
    // With S, the smallest subnormal number, 3 S + 5 S is 8 S, and 0 where subnormals are flushed to zero: its bits are
    // looked at, for comparisons may take them as zero too. A sum half way between two numbers is the even one: that
    // below, from 1 on, and that above, from the number behind 1 on. These are sums because some processors take a
    // hundred times as long for products of subnormals, and not final, so that no compiler works them out.
    private static double threeS = Double.longBitsToDouble(3);
    private static double fiveS = Double.longBitsToDouble(5);
    private static double one = 1.0;
    private static double behindOne = 1.0 + 0x1p-52;
    private static double halfStep = 0x1p-53;

    private FloatingPoint() {}

    /** Throws {@link EnvironmentFault} if the calling thread's arithmetic is not exact. */
    public static void check() {
        boolean subnormals = Double.doubleToRawLongBits(threeS + fiveS) == 8;
        boolean nearest = one + halfStep == one && behindOne + halfStep > behindOne;
        if (!subnormals || !nearest) {
            throw new EnvironmentFault("this thread flushes subnormal numbers to zero or does not round to nearest, "
                    + "so results would differ from those of other processes; native code in this process has set "
                    + "the processor so (built with -ffast-math, or by fesetround): find it and rebuild it without");
        }
    }
}
