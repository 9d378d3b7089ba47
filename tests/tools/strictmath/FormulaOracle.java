import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;

/**
 * Answers lines of "formula hex…" (the bits of float64 operands) with the bits of the formula in hex, computed in Java's
 * doubles and with StrictMath, in the order of steps that the semantics write down. NaN has its canonical bits.
 */
public final class FormulaOracle {
    private FormulaOracle() {}

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        PrintWriter out = new PrintWriter(System.out);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] parts = line.split(" ");
            double[] v = new double[parts.length - 1];
            for (int i = 0; i < v.length; i++) {
                v[i] = Double.longBitsToDouble(Long.parseUnsignedLong(parts[i + 1], 16));
            }
            out.println(Long.toHexString(Double.doubleToLongBits(apply(parts[0], v))));
        }
        out.flush();
    }

    private static double apply(String formula, double[] v) {
        switch (formula) {
            case "logit": return logit(v[0]);
            case "box_cox": return boxCox(v[0], v[1]);
            case "haversine": return haversine(v[0], v[1], v[2], v[3]);
            case "haversine_km": return haversineKm(v[0], v[1], v[2], v[3]);
            default: throw new IllegalArgumentException(formula);
        }
    }

    private static final double DEGREE = 0.017453292519943295;

    private static double haversine(double lat1, double lon1, double lat2, double lon2) {
        double s = StrictMath.sin((lat2 - lat1) * DEGREE * 0.5);
        double t = StrictMath.sin((lon2 - lon1) * DEGREE * 0.5);
        double c = StrictMath.cos(lat1 * DEGREE) * StrictMath.cos(lat2 * DEGREE);
        return s * s + c * (t * t);
    }

    private static double haversineKm(double lat1, double lon1, double lat2, double lon2) {
        double h = haversine(lat1, lon1, lat2, lon2);
        if (h < 0.0) {
            h = 0.0;
        }
        if (h > 1.0) {
            h = 1.0;
        }
        return 12742.0176 * StrictMath.asin(StrictMath.sqrt(h));
    }

    private static double logit(double x) {
        if (x < 0.25 || x > 0.75 || Double.isNaN(x)) {
            return StrictMath.log(x / (1.0 - x));
        }
        double s = 2.0 * x - 1.0;
        return StrictMath.log1p(s) - StrictMath.log1p(-s);
    }

    private static double boxCox(double x, double lambda) {
        if (Double.isNaN(x) || x < 0.0) {
            return Double.NaN;
        }
        if (StrictMath.abs(lambda) < 1e-19) {
            return StrictMath.log(x);
        }
        double t = lambda * StrictMath.log(x);
        if (StrictMath.abs(t) < 1.0) {
            return StrictMath.expm1(t) / lambda;
        }
        return (StrictMath.pow(x == 0.0 ? 0.0 : x, lambda) - 1.0) / lambda;
    }
}
