package dev.featc.runtime;

/**
 * Whether this thread's floating point is IEEE arithmetic: native code of the process may have told the processor to
 * flush subnormal numbers to zero, or to round other than to nearest. Knows only the numbers that tell.
 */
public final class FloatingPoint {
    // With S, the smallest subnormal number, 3 S / 2 and 5 S / 2 both round to 2 S, as ties go to even. Rounding up
    // makes 2 S + 3 S of their sum, rounding down or toward zero 1 S + 2 S, flushing to zero 0. Scaled, for
    // comparisons may take subnormals as zero too. They are not final, so that no compiler works it out.
    private static double threeS = Double.longBitsToDouble(3);
    private static double fiveS = Double.longBitsToDouble(5);
    private static double half = 0.5;
    private static double scale = Math.scalb(1.0, 1000);
    private static double fourSScaled = Math.scalb(1.0, -72);

    private FloatingPoint() {}

    /** Throws {@link EnvironmentFault} if the calling thread's arithmetic is not exact. */
    public static void check() {
        if ((threeS * half + fiveS * half) * scale != fourSScaled) {
            throw new EnvironmentFault("this thread flushes subnormal numbers to zero or does not round to nearest, "
                    + "so results would differ from those of other processes; native code in this process has set "
                    + "the processor so (built with -ffast-math, or by fesetround): find it and rebuild it without");
        }
    }
}
