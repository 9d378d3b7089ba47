package dev.featc.runtime;

import static dev.featc.runtime.FdlibmWords.fromHigh;
import static dev.featc.runtime.FdlibmWords.highWord;
import static dev.featc.runtime.FdlibmWords.mantissa;
import static dev.featc.runtime.FdlibmWords.power;
import static dev.featc.runtime.FdlibmWords.scaled;
import static dev.featc.runtime.FdlibmWords.truncated;

/**
 * One number to the power of another, by fdlibm 5.3's e_pow (SEMANTICS.md#maths). Knows no lists.
 *
 * <p>StrictMath's pow has the same bits and takes several times as long.
 */
public final class FdlibmPow {
    /** ln 2, 1 / ln 2 and their halves. */
    private static final double LN2 = 6.93147180559945286227e-01;
    private static final double LG2_HI = 6.93147182464599609375e-01;
    private static final double LG2_LO = -1.90465429995776804525e-09;
    private static final double INV_LN2 = 1.44269504088896338700e00;
    private static final double INV_LN2_HI = 1.44269502162933349609e00;
    private static final double INV_LN2_LO = 1.92596299112661746887e-08;
    /** 2 / (3 ln 2) and its halves, log2 of 1.5, the polynomial of log2. */
    private static final double CP = 9.61796693925975554329e-01;
    private static final double CP_HI = 9.61796700954437255859e-01;
    private static final double CP_LO = -7.02846165095275826516e-09;
    private static final double DP_HI = 5.84962487220764160156e-01;
    private static final double DP_LO = 1.35003920212974897128e-08;
    private static final double L1 = 5.99999999999994648725e-01;
    private static final double L2 = 4.28571428578550184252e-01;
    private static final double L3 = 3.33333329818377432918e-01;
    private static final double L4 = 2.72728123808534006489e-01;
    private static final double L5 = 2.30660745775561754067e-01;
    private static final double L6 = 2.06975017800338417784e-01;
    /** The polynomial of exp. */
    private static final double P1 = 1.66666666666666019037e-01;
    private static final double P2 = -2.77777777770155933842e-03;
    private static final double P3 = 6.61375632143793436117e-05;
    private static final double P4 = -1.65339022054652515390e-06;
    private static final double P5 = 4.13813679705723846039e-08;
    /** What a sum near an overflow is held against. */
    private static final double OVT = 8.0085662595372944372e-0017;
    /** Mantissas below the first are compared with 1, below the second with 1.5, the others are halved. */
    private static final double ONE = 0x1.3988fp+0;
    private static final double HALVE = 0x1.bb67ap+0;
    /** Powers beyond ±this go another way: the first float64 whose high word is above that of 2 ** 31, of 2 ** 64. */
    private static final double FAR = 0x1.00001p+31;
    private static final double VERY_FAR = 0x1.00001p+64;
    /** Numbers so near to 1 that such a power leaves them finite. */
    private static final double NEAR_LOW = 1 - 0x1p-21;
    private static final double NEAR_HIGH = 1 + 0x1p-20;

    private static final double SQRT2 = 0x1.6a09e667f3bcdp+0;

    private FdlibmPow() {}

    /** pow(x, ±0.0) is 1.0 for every x, NaN too; else NaN where either is; (±1.0) ** ±inf is NaN. */
    public static double powFloat64(double x, double y) {
        if (y == 0.0) {
            return 1.0;
        }
        if (x != x || y != y) {
            return Double.NaN;
        }
        double a = Math.abs(x);
        if (y == 1.0) {
            return x;
        } else if (y == 2.0) {
            return x * x;
        } else if (y == 0.5 && x >= 0.0) {
            return Math.sqrt(x + 0.0);
        } else if (y == -1.0 && x != 0.0) {
            return 1.0 / x;
        } else if (Math.abs(y) > Double.MAX_VALUE) {
            return a == 1.0 ? Double.NaN : a > 1.0 == y > 0.0 ? Double.POSITIVE_INFINITY : 0.0;
        }
        if (x < 0.0 && y != Math.floor(y)) {
            return a > Double.MAX_VALUE ? y > 0.0 ? a : 0.0 : Double.NaN;
        }
        boolean odd = Math.copySign(1.0, x) < 0.0 && isOdd(y);
        double z;
        if (a == 1.0) {
            z = a;
        } else if (a == 0.0 || a > Double.MAX_VALUE) {
            z = a == 0.0 == y > 0.0 ? 0.0 : Double.POSITIVE_INFINITY;
        } else if (-FAR < y && y < FAR) {
            z = ofAny(a, y);
        } else if (NEAR_LOW <= a && a < NEAR_HIGH && Math.abs(y) < VERY_FAR) {
            z = ofNearOne(a, y);
        } else {
            z = a > 1.0 == y > 0.0 ? Double.POSITIVE_INFINITY : 0.0;
        }
        return odd ? -z : z;
    }

    /** The power of a positive number: log2 of it in two parts, the first with its low 32 bits zero; then that of 2. */
    private static double ofAny(double number, double y) {
        double a = mantissa(number);
        int n = power(number);
        double bp = 1.0;
        double dpHi = 0.0;
        double dpLo = 0.0;
        int half = 0;
        if (a >= HALVE) {
            a *= 0.5;
            n++;
        } else if (a >= ONE) {
            bp = 1.5;
            dpHi = DP_HI;
            dpLo = DP_LO;
            half = 1 << 18;
        }
        double u = a - bp;
        double v = 1.0 / (a + bp);
        double ss = u * v;
        double sHi = truncated(ss);
        // The high word of a, halved: a + bp cut off after 20 bits.
        double tHi = fromHigh((highWord(a) >> 1 | 0x20000000) + 0x00080000 + half);
        double tLo = a - (tHi - bp);
        double sLo = v * ((u - sHi * tHi) - sHi * tLo);
        double s2 = ss * ss;
        double r = s2 * s2 * (L1 + s2 * (L2 + s2 * (L3 + s2 * (L4 + s2 * (L5 + s2 * L6)))));
        r += sLo * (sHi + ss);
        s2 = sHi * sHi;
        tHi = truncated(3.0 + s2 + r);
        tLo = r - ((tHi - 3.0) - s2);
        u = sHi * tHi;
        v = sLo * tHi + tLo * ss;
        double pHi = truncated(u + v);
        double pLo = v - (pHi - u);
        double zHi = CP_HI * pHi;
        double zLo = CP_LO * pHi + pLo * CP + dpLo;
        double t = n;
        double t1 = truncated(zHi + zLo + dpHi + t);
        return ofTwo(t1, zLo - (((t1 - t) - dpHi) - zHi), y);
    }

    /** The same within 2 ** -20 of 1: all that a power beyond 2 ** 31 leaves finite. */
    private static double ofNearOne(double a, double y) {
        double t = a - 1.0;
        double w = t * t * (0.5 - t * (0.3333333333333333333333 - t * 0.25));
        double u = INV_LN2_HI * t;
        double v = t * INV_LN2_LO - w * INV_LN2;
        double t1 = truncated(u + v);
        return ofTwo(t1, v - (t1 - u), y);
    }

    /** 2 to the power y * (t1 + t2). */
    private static double ofTwo(double t1, double t2, double y) {
        double y1 = truncated(y);
        double pLo = (y - y1) * t1 + y * t2;
        double pHi = y1 * t1;
        double z = pLo + pHi;
        if (z >= 1024.0 && (z > 1024.0 || pLo + OVT > z - pHi)) {
            return Double.POSITIVE_INFINITY;
        }
        if (z <= -1075.0 && (z < -1075.0 || pLo <= z - pHi)) {
            return 0.0;
        }
        double high = Math.abs(truncated(z));
        int n = 0;
        if (high > 0.5) {
            n = (int) (high + 0.5);
            n = z > 0.0 ? n : -n;
            pHi -= n;
        }
        double t = truncated(pLo + pHi);
        double u = t * LG2_HI;
        double v = (pLo - (t - pHi)) * LN2 + t * LG2_LO;
        z = u + v;
        double w = v - (z - u);
        t = z * z;
        double c = z - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
        double r = z * c / (c - 2.0) - (w + z * w);
        z = 1.0 - (r - z);
        return n > -1021 ? scaled(z, n) : scaled(z, n + 54) * 0x1p-54;
    }

    /** pow(2.0, x): the logarithm of 2.0 is 1.0 and 0.0 in its two parts; the power 0.5 is a square root. */
    public static double exp2Float64(double x) {
        if (-1100.0 < x && x < 1100.0) {
            return x == 0.5 ? SQRT2 : ofTwo(1.0, 0.0, x);
        }
        return x != x ? x : x > 0.0 ? Double.POSITIVE_INFINITY : 0.0;
    }

    /** Whether y is an odd integer. */
    private static boolean isOdd(double y) {
        return Math.abs(y) < 0x1p53 && y == Math.floor(y) && ((long) y & 1) == 1;
    }
}
