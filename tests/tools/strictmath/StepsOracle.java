import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;

/**
 * As StrictMathOracle, for the functions that StrictMath lacks: their steps, written a second time, over Java's doubles
 * and StrictMath's functions. erf, log2, asinh, acosh and atanh are fdlibm's s_erf, msun's e_log2, and fdlibm's s_asinh,
 * e_acosh and e_atanh, with coefficients and bounds in bits as their sources state them; the others are the formulas of
 * the semantics.
 */
public final class StepsOracle {
    private StepsOracle() {}

    // s_erf.c: Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. See NOTICE.
    private static final double ERX = Double.longBitsToDouble(0x3FEB0AC160000000L);
    private static final double EFX = Double.longBitsToDouble(0x3FC06EBA8214DB69L);
    private static final double EFX8 = Double.longBitsToDouble(0x3FF06EBA8214DB69L);
    private static final long[] PP = {
        0x3FC06EBA8214DB68L, 0xBFD4CD7D691CB913L, 0xBF9D2A51DBD7194FL, 0xBF77A291236668E4L,
        0xBEF8EAD6120016ACL
    };
    private static final long[] QQ = {
        0x3FD97779CDDADC09L, 0x3FB0A54C5536CEBAL, 0x3F74D022C4D36B0FL, 0x3F215DC9221C1A10L,
        0xBED09C4342A26120L
    };
    private static final long[] PA = {
        0xBF6359B8BEF77538L, 0x3FDA8D00AD92B34DL, 0xBFD7D240FBB8C3F1L, 0x3FD45FCA805120E4L,
        0xBFBC63983D3E28ECL, 0x3FA22A36599795EBL, 0xBF61BF380A96073FL
    };
    private static final long[] QA = {
        0x3FBB3E6618EEE323L, 0x3FE14AF092EB6F33L, 0x3FB2635CD99FE9A7L, 0x3FC02660E763351FL,
        0x3F8BEDC26B51DD1CL, 0x3F888B545735151DL
    };
    private static final long[] RA = {
        0xBF843412600D6435L, 0xBFE63416E4BA7360L, 0xC0251E0441B0E726L, 0xC04F300AE4CBA38DL,
        0xC0644CB184282266L, 0xC067135CEBCCABB2L, 0xC054526557E4D2F2L, 0xC023A0EFC69AC25CL
    };
    private static final long[] SA = {
        0x4033A6B9BD707687L, 0x4061350C526AE721L, 0x407B290DD58A1A71L, 0x40842B1921EC2868L,
        0x407AD02157700314L, 0x405B28A3EE48AE2CL, 0x401A47EF8E484A93L, 0xBFAEEFF2EE749A62L
    };
    private static final long[] RB = {
        0xBF84341239E86F4AL, 0xBFE993BA70C285DEL, 0xC031C209555F995AL, 0xC064145D43C5ED98L,
        0xC083EC881375F228L, 0xC09004616A2E5992L, 0xC07E384E9BDC383FL
    };
    private static final long[] SB = {
        0x403E568B261D5190L, 0x40745CAE221B9F0AL, 0x409802EB189D5118L, 0x40A8FFB7688C246AL,
        0x40A3F219CEDF3BE6L, 0x407DA874E79FE763L, 0xC03670E242712D62L
    };

    // k_log.h and e_log2.c of msun.
    private static final long[] LG = {
        0x3FE5555555555593L, 0x3FD999999997FA04L, 0x3FD2492494229359L, 0x3FCC71C51D8E78AFL,
        0x3FC7466496CB03DEL, 0x3FC39A09D078C69FL, 0x3FC2F112DF3E5244L
    };
    private static final double IVLN2_HI = Double.longBitsToDouble(0x3FF7154765200000L);
    private static final double IVLN2_LO = Double.longBitsToDouble(0x3DE705FC2EEFA200L);

    private static final double LN2 = Double.longBitsToDouble(0x3FE62E42FEFA39EFL);

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        PrintWriter out = new PrintWriter(System.out);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] parts = line.split(" ");
            double x = Double.longBitsToDouble(Long.parseUnsignedLong(parts[1], 16));
            out.println(Long.toHexString(Double.doubleToLongBits(apply(parts[0], x))));
        }
        out.flush();
    }

    private static double apply(String function, double x) {
        switch (function) {
            case "log2": return log2(x);
            case "exp2": return StrictMath.pow(2.0, x);
            case "sigmoid": return sigmoid(x);
            case "softplus": return StrictMath.max(x, 0.0) + StrictMath.log1p(StrictMath.exp(-StrictMath.abs(x)));
            case "erf": return erf(x);
            case "asinh": return asinh(x);
            case "acosh": return acosh(x);
            case "atanh": return atanh(x);
            default: throw new IllegalArgumentException(function);
        }
    }

    private static int high(double x) {
        return (int) (Double.doubleToRawLongBits(x) >> 32);
    }

    private static double cutLow(double x) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(x) & 0xFFFFFFFF00000000L);
    }

    private static double sigmoid(double x) {
        if (x >= 0.0) {
            return 1.0 / (1.0 + StrictMath.exp(-x));
        }
        double e = StrictMath.exp(x);
        return e / (1.0 + e);
    }

    /** c[0] + x (c[1] + x (...)). */
    private static double poly(double x, long[] c) {
        double sum = Double.longBitsToDouble(c[c.length - 1]);
        for (int i = c.length - 2; i >= 0; i--) {
            sum = Double.longBitsToDouble(c[i]) + x * sum;
        }
        return sum;
    }

    private static double erf(double x) {
        int hx = high(x);
        int ix = hx & 0x7FFFFFFF;
        if (ix >= 0x7FF00000) {
            int i = (hx >>> 31) << 1;
            return (double) (1 - i) + 1.0 / x;
        }
        if (ix < 0x3FEB0000) {
            if (ix < 0x3E300000) {
                return ix < 0x00800000 ? 0.125 * (8.0 * x + EFX8 * x) : x + EFX * x;
            }
            double z = x * x;
            return x + x * (poly(z, PP) / (1.0 + z * poly(z, QQ)));
        }
        if (ix < 0x3FF40000) {
            double s = StrictMath.abs(x) - 1.0;
            double ratio = poly(s, PA) / (1.0 + s * poly(s, QA));
            return hx >= 0 ? ERX + ratio : -ERX - ratio;
        }
        if (ix >= 0x40180000) {
            return hx >= 0 ? 1.0 - 1e-300 : 1e-300 - 1.0;
        }
        double a = StrictMath.abs(x);
        double s = 1.0 / (a * a);
        boolean near = ix < 0x4006DB6E;
        double ratio = poly(s, near ? RA : RB) / (1.0 + s * poly(s, near ? SA : SB));
        double z = cutLow(a);
        double r = StrictMath.exp(-z * z - 0.5625) * StrictMath.exp((z - a) * (z + a) + ratio);
        return hx >= 0 ? 1.0 - r / a : r / a - 1.0;
    }

    private static double log2(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int hx = (int) (bits >> 32);
        int lx = (int) bits;
        int k = 0;
        if (hx < 0x00100000) {
            if (((hx & 0x7FFFFFFF) | lx) == 0) {
                return Double.NEGATIVE_INFINITY;
            }
            if (hx < 0) {
                return Double.NaN;
            }
            k -= 54;
            x *= 18014398509481984.0;
            hx = high(x);
        }
        if (hx >= 0x7FF00000) {
            return x + x;
        }
        if (hx == 0x3FF00000 && lx == 0) {
            return 0.0;
        }
        k += (hx >> 20) - 1023;
        hx &= 0x000FFFFF;
        int i = (hx + 0x95F64) & 0x100000;
        long low = Double.doubleToRawLongBits(x) & 0xFFFFFFFFL;
        x = Double.longBitsToDouble((long) (hx | (i ^ 0x3FF00000)) << 32 | low);
        k += i >> 20;
        double y = (double) k;
        double f = x - 1.0;
        double hfsq = 0.5 * f * f;
        double s = f / (2.0 + f);
        double z = s * s;
        double w = z * z;
        double t1 = w * (lg(2) + w * (lg(4) + w * lg(6)));
        double t2 = z * (lg(1) + w * (lg(3) + w * (lg(5) + w * lg(7))));
        double r = s * (hfsq + (t2 + t1));
        double hi = cutLow(f - hfsq);
        double lo = (f - hi) - hfsq + r;
        double valHi = hi * IVLN2_HI;
        double valLo = (lo + hi) * IVLN2_LO + lo * IVLN2_HI;
        w = y + valHi;
        valLo += (y - w) + valHi;
        return valLo + w;
    }

    private static double lg(int i) {
        return Double.longBitsToDouble(LG[i - 1]);
    }

    private static double asinh(double x) {
        int hx = high(x);
        int ix = hx & 0x7FFFFFFF;
        if (ix >= 0x7FF00000) {
            return x + x;
        }
        if (ix < 0x3E300000) {
            return x;
        }
        double t = StrictMath.abs(x);
        double w;
        if (ix > 0x41B00000) {
            w = StrictMath.log(t) + LN2;
        } else if (ix > 0x40000000) {
            w = StrictMath.log(2.0 * t + 1.0 / (StrictMath.sqrt(x * x + 1.0) + t));
        } else {
            double square = x * x;
            w = StrictMath.log1p(t + square / (1.0 + StrictMath.sqrt(1.0 + square)));
        }
        return hx > 0 ? w : -w;
    }

    private static double acosh(double x) {
        int hx = high(x);
        if (hx < 0x3FF00000) {
            return Double.NaN;
        }
        if (hx >= 0x41B00000) {
            return hx >= 0x7FF00000 ? x + x : StrictMath.log(x) + LN2;
        }
        if (x == 1.0) {
            return 0.0;
        }
        if (hx > 0x40000000) {
            double square = x * x;
            return StrictMath.log(2.0 * x - 1.0 / (x + StrictMath.sqrt(square - 1.0)));
        }
        double t = x - 1.0;
        return StrictMath.log1p(t + StrictMath.sqrt(2.0 * t + t * t));
    }

    private static double atanh(double x) {
        double a = StrictMath.abs(x);
        if (!(a <= 1.0)) {
            return Double.NaN;
        }
        if (a == 1.0) {
            return x / 0.0;
        }
        if (high(a) < 0x3E300000) {
            return x;
        }
        double t = a + a;
        if (high(a) < 0x3FE00000) {
            t = 0.5 * StrictMath.log1p(t + t * a / (1.0 - a));
        } else {
            t = 0.5 * StrictMath.log1p((a + a) / (1.0 - a));
        }
        return high(x) >= 0 ? t : -t;
    }
}
