import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;

/**
 * Answers lines of "function hex [hex]" (the bits of float64 operands) with the bits of StrictMath's result in hex.
 * NaN is answered with its canonical bits.
 */
public final class StrictMathOracle {
    private StrictMathOracle() {}

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        PrintWriter out = new PrintWriter(System.out);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] parts = line.split(" ");
            double x = value(parts[1]);
            double y = parts.length > 2 ? value(parts[2]) : 0.0;
            out.println(Long.toHexString(Double.doubleToLongBits(apply(parts[0], x, y))));
        }
        out.flush();
    }

    private static double value(String hex) {
        return Double.longBitsToDouble(Long.parseUnsignedLong(hex, 16));
    }

    private static double apply(String function, double x, double y) {
        switch (function) {
            case "sqrt": return StrictMath.sqrt(x);
            case "exp": return StrictMath.exp(x);
            case "expm1": return StrictMath.expm1(x);
            case "log": return StrictMath.log(x);
            case "log1p": return StrictMath.log1p(x);
            case "log10": return StrictMath.log10(x);
            case "tanh": return StrictMath.tanh(x);
            case "cbrt": return StrictMath.cbrt(x);
            case "hypot": return StrictMath.hypot(x, y);
            case "sin": return StrictMath.sin(x);
            case "cos": return StrictMath.cos(x);
            case "tan": return StrictMath.tan(x);
            case "asin": return StrictMath.asin(x);
            case "acos": return StrictMath.acos(x);
            case "atan": return StrictMath.atan(x);
            case "atan2": return StrictMath.atan2(x, y);
            case "sinh": return StrictMath.sinh(x);
            case "cosh": return StrictMath.cosh(x);
            case "radians": return StrictMath.toRadians(x);
            case "degrees": return StrictMath.toDegrees(x);
            case "pow": return StrictMath.pow(x, y);
            default: throw new IllegalArgumentException(function);
        }
    }
}
