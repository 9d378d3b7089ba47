package dev.featc.runtime;

import static dev.featc.runtime.FdlibmErfConstants.EFX;
import static dev.featc.runtime.FdlibmErfConstants.EFX8;
import static dev.featc.runtime.FdlibmErfConstants.ERF_FAR;
import static dev.featc.runtime.FdlibmErfConstants.ERF_SCALED;
import static dev.featc.runtime.FdlibmErfConstants.ERX;
import static dev.featc.runtime.FdlibmErfConstants.PA;
import static dev.featc.runtime.FdlibmErfConstants.PP;
import static dev.featc.runtime.FdlibmErfConstants.QA;
import static dev.featc.runtime.FdlibmErfConstants.QQ;
import static dev.featc.runtime.FdlibmErfConstants.RA;
import static dev.featc.runtime.FdlibmErfConstants.RB;
import static dev.featc.runtime.FdlibmErfConstants.SA;
import static dev.featc.runtime.FdlibmErfConstants.SB;

/** The error function of single values, by fdlibm 5.3's s_erf (SEMANTICS.md#maths). Knows no lists. */
public final class FdlibmErf {
    private FdlibmErf() {}

    public static double erfFloat64(double x) {
        double a = Math.abs(x);
        double y;
        if (a < 0.84375) {
            if (a < 0x1p-28) {
                return a < ERF_SCALED ? 0.125 * (8.0 * x + EFX8 * x) : x + EFX * x;
            }
            double z = x * x;
            return x + x * (polynomial(z, PP) / (1.0 + z * polynomial(z, QQ)));
        } else if (a < 1.25) {
            double s = a - 1.0;
            y = ERX + polynomial(s, PA) / (1.0 + s * polynomial(s, QA));
        } else if (a < 6.0) {
            double s = 1.0 / (a * a);
            boolean far = a >= ERF_FAR;
            double ratio = polynomial(s, far ? RB : RA) / (1.0 + s * polynomial(s, far ? SB : SA));
            double z = FdlibmWords.truncated(a);
            double r = StrictMath.exp(-z * z - 0.5625) * StrictMath.exp((z - a) * (z + a) + ratio);
            y = 1.0 - r / a;
        } else if (a >= 6.0) {
            y = 1.0;
        } else {
            return x;
        }
        return x > 0.0 ? y : -y;
    }

    /** By Horner's rule, from the last coefficient to the first. */
    private static double polynomial(double x, double[] coefficients) {
        double value = coefficients[coefficients.length - 1];
        for (int i = coefficients.length - 2; i >= 0; i--) {
            value = coefficients[i] + x * value;
        }
        return value;
    }
}
