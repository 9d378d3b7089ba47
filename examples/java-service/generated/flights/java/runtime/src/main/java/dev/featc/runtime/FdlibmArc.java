package dev.featc.runtime;

import static dev.featc.runtime.FdlibmWords.truncated;

/**
 * asin and acos of single values, by fdlibm 5.3's algorithms; atan and atan2: StrictMath's (SEMANTICS.md#maths). Knows
 * no lists.
 *
 * <p>StrictMath computes square roots within asin and acos by its own steps; the processor's have the same bits.
 */
public final class FdlibmArc {
    private static final double PI = 3.14159265358979311600e00;
    private static final double PIO2_HI = 1.57079632679489655800e00;
    private static final double PIO2_LO = 6.12323399573676603587e-17;
    private static final double PIO4_HI = 7.85398163397448278999e-01;
    private static final double P0 = 1.66666666666666657415e-01;
    private static final double P1 = -3.25565818622400915405e-01;
    private static final double P2 = 2.01212532134862925881e-01;
    private static final double P3 = -4.00555345006794114027e-02;
    private static final double P4 = 7.91534994289814532176e-04;
    private static final double P5 = 3.47933107596021167570e-05;
    private static final double Q1 = -2.40339491173441421878e00;
    private static final double Q2 = 2.02094576023350569471e00;
    private static final double Q3 = -6.88283971605453293030e-01;
    private static final double Q4 = 7.70381505559019352791e-02;
    /** Of smaller numbers asin is the number. */
    private static final double TINY = 0x1p-27;
    /** From here on asin needs no correction. */
    private static final double FAR = 0x1.f3333p-1;

    private FdlibmArc() {}

    /** NaN outside -1..1. */
    public static double asinFloat64(double x) {
        double a = Math.abs(x);
        if (a < 0.5) {
            return a < TINY ? x : x + x * ratio(x * x);
        }
        if (!(a < 1.0)) {
            return a == 1.0 ? Math.copySign(PIO2_HI, x) : Double.NaN;
        }
        double t = (1.0 - a) * 0.5;
        double r = ratio(t);
        double s = Math.sqrt(t);
        if (a >= FAR) {
            t = PIO2_HI - (2.0 * (s + s * r) - PIO2_LO);
        } else {
            double w = truncated(s);
            double c = (t - w * w) / (s + w);
            double p = 2.0 * s * r - (PIO2_LO - 2.0 * c);
            double q = PIO4_HI - 2.0 * w;
            t = PIO4_HI - (p - q);
        }
        return x > 0.0 ? t : -t;
    }

    /** NaN outside -1..1. */
    public static double acosFloat64(double x) {
        if (-0.5 < x && x < 0.5) {
            return PIO2_HI - (x - (PIO2_LO - x * ratio(x * x)));
        }
        if (!(-1.0 < x && x < 1.0)) {
            return x == 1.0 ? 0.0 : x == -1.0 ? PI : Double.NaN;
        }
        if (x < 0.0) {
            double z = (1.0 + x) * 0.5;
            double s = Math.sqrt(z);
            return PI - 2.0 * (s + (ratio(z) * s - PIO2_LO));
        }
        double z = (1.0 - x) * 0.5;
        double s = Math.sqrt(z);
        double f = truncated(s);
        double c = (z - f * f) / (s + f);
        return 2.0 * (f + (ratio(z) * s + c));
    }

    /** R(t) of asin(x) = x + x R(x * x), for t up to 0.25. */
    private static double ratio(double t) {
        double p = t * (P0 + t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5)))));
        return p / (1.0 + t * (Q1 + t * (Q2 + t * (Q3 + t * Q4))));
    }

    /** ±pi/2 for infinities. */
    public static double atanFloat64(double x) {
        return StrictMath.atan(x);
    }

    /** The angle of the point (x, y), from -pi to pi; zeros have their sides. */
    public static double atan2Float64(double y, double x) {
        return StrictMath.atan2(y, x);
    }
}
