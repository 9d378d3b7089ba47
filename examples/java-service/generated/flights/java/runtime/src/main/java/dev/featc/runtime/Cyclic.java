package dev.featc.runtime;

/** Single numbers as points on a circle (SEMANTICS.md#time). Knows the sine and the cosine of fdlibm, no times. */
public final class Cyclic {
    /** The float64 nearest to 2 pi. */
    private static final double TURN = 6.283185307179586;

    private Cyclic() {}

    /** The sine of so many turns and quarters: reduced to the nearest quarter, which is exact, then of at most pi/4. */
    private static double point(double turns, int quarters) {
        if (!Double.isFinite(4.0 * turns)) {
            return Double.NaN;
        }
        double nearest = Math.rint(4.0 * turns);
        double angle = (turns - nearest / 4.0) * TURN;
        int quarter = (int) (nearest % 4.0) + quarters & 3;
        double sine = (quarter & 1) == 1 ? FdlibmTrig.cosFloat64(angle) : FdlibmTrig.sinFloat64(angle);
        return (quarter > 1 ? -sine : sine) + 0.0; // no -0.0
    }

    public static double cyclicSinInt64(long x, long period) {
        return point((double) Math.floorMod(x, period) / (double) period, 0);
    }

    public static double cyclicCosInt64(long x, long period) {
        return point((double) Math.floorMod(x, period) / (double) period, 1);
    }

    public static double cyclicSinFloat64(double x, double period) {
        return point(x / period, 0);
    }

    public static double cyclicCosFloat64(double x, double period) {
        return point(x / period, 1);
    }
}
