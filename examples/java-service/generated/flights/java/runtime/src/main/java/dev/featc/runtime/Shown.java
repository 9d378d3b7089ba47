package dev.featc.runtime;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Locale;

/** Raw values as messages have them: as the Python runtime writes them, whatever the machine's language. */
final class Shown {
    private static final int LONG_TEXT = 60;
    /** The nearest decimal is not always one that is read back: below a power of two numbers are closer. */
    private static final RoundingMode[] MODES = {RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.DOWN};

    private Shown() {}

    /** A value of a scalar type. */
    static String of(Object value, String type) {
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof Double number) {
            return shownNumber(number);
        }
        long raw = value instanceof Long whole ? whole : 0;
        return switch (type) {
            case "timestamp" -> shownTime(raw) + "+00:00";
            case "datetime" -> shownTime(raw);
            case "date" -> LocalDate.ofEpochDay(raw).toString();
            case "duration" -> raw + " µs";
            default -> String.valueOf(value);
        };
    }

    private static String shownTime(long micros) {
        LocalDateTime civil = Edge.dateTime(micros);
        String seconds = String.format(Locale.ROOT, "%sT%02d:%02d:%02d", civil.toLocalDate(), civil.getHour(),
                civil.getMinute(), civil.getSecond());
        return civil.getNano() == 0 ? seconds : seconds + String.format(Locale.ROOT, ".%06d", civil.getNano() / 1000);
    }

    private static String shownNumber(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        double size = Math.abs(value);
        BigDecimal exact = shortest(value).stripTrailingZeros();
        if (size >= 1e-4 && size < 1e16) {
            String plain = exact.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = exact.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - exact.scale();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String sign = value < 0 ? "-" : "";
        return String.format(Locale.ROOT, "%s%s%se%s%02d", sign, digits.charAt(0), fraction, exponent < 0 ? "-" : "+",
                Math.abs(exponent));
    }

    /** The shortest decimal that is read as this number, of two the nearer one: Double.toString is longer in Java 17. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < 17; digits++) {
            for (RoundingMode mode : MODES) {
                BigDecimal rounded = exact.round(new MathContext(digits, mode));
                if (rounded.doubleValue() == value) {
                    return rounded;
                }
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
    }

    private static String quoted(String value) {
        int[] points = value.codePoints().toArray();
        String more = "";
        if (points.length > LONG_TEXT) {
            points = Arrays.copyOf(points, LONG_TEXT);
            more = "\\u2026";
        }
        StringBuilder text = new StringBuilder("\"");
        for (int c : points) {
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '"' -> text.append("\\\"");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c >= ' ' && c < 0x7F) {
                        text.append((char) c);
                    } else {
                        String form = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
                        text.append(String.format(form, c));
                    }
                }
            }
        }
        return text + more + '"';
    }
}
