package dev.featc.runtime;

/**
 * log, log1p and log10 of single values: StrictMath's; and log2, by msun's e_log2, which descends from fdlibm
 * (SEMANTICS.md#maths). Knows no lists.
 */
public final class FdlibmLog {
    private static final double LG1 = 6.666666666666735130e-01;
    private static final double LG2 = 3.999999999940941908e-01;
    private static final double LG3 = 2.857142874366239149e-01;
    private static final double LG4 = 2.222219843214978396e-01;
    private static final double LG5 = 1.818357216161805012e-01;
    private static final double LG6 = 1.531383769920937332e-01;
    private static final double LG7 = 1.479819860511658591e-01;
    /** Above this mantissa log2 halves the number. */
    private static final double LOG_SPLIT = 1.0 + 0x6A09C / 0x1p20;

    private static final double INV_LN2_HI = 1.44269504072144627571e00;
    private static final double INV_LN2_LO = 1.67517131648865118353e-10;

    private static final long MANTISSA = 0x000FFFFFFFFFFFFFL;

    private FdlibmLog() {}

    public static double logFloat64(double x) {
        return StrictMath.log(x);
    }

    public static double log1pFloat64(double x) {
        return StrictMath.log1p(x);
    }

    public static double log2Float64(double x) {
        if (!(0.0 < x && x <= Double.MAX_VALUE)) {
            return x == 0.0 ? Double.NEGATIVE_INFINITY : x < 0.0 ? Double.NaN : x;
        }
        // x is 2**k * (1 + f); mantissas from the bound on are halved
        double normal = x < Double.MIN_NORMAL ? x * 0x1p54 : x;
        int k = Math.getExponent(normal) - (x < Double.MIN_NORMAL ? 54 : 0);
        double m = Double.longBitsToDouble(Double.doubleToRawLongBits(normal) & MANTISSA | 0x3FF0000000000000L);
        if (m >= LOG_SPLIT) {
            m *= 0.5;
            k++;
        }
        double f = m - 1.0;
        double hfsq = 0.5 * f * f;
        double s = f / (2.0 + f);
        double z = s * s;
        double w = z * z;
        double t1 = w * (LG2 + w * (LG4 + w * LG6));
        double t2 = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7)));
        double r = s * (hfsq + (t2 + t1));
        double hi = FdlibmWords.truncated(f - hfsq);
        double lo = ((f - hi) - hfsq) + r;
        double high = hi * INV_LN2_HI;
        double low = (lo + hi) * INV_LN2_LO + lo * INV_LN2_HI;
        w = k + high;
        low += (k - w) + high;
        return low + w;
    }

    public static double log10Float64(double x) {
        return StrictMath.log10(x);
    }
}
