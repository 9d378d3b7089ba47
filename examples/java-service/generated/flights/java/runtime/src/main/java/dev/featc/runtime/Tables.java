package dev.featc.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Literal tables that are too large for code, read from resources of one element a line: integers decimal, floats
 * hexadecimal, texts with {@code \n}, {@code \r} and {@code \\} for these characters. Knows no operation.
 */
public final class Tables {
    private Tables() {}

    /** The lines of a resource beside a class. */
    private static List<String> lines(Class<?> home, String name) {
        try (InputStream stream = home.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + name + " of " + home.getName() + " is missing");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            List<String> lines = new ArrayList<>();
            StringBuilder line = new StringBuilder();
            // readLine ends lines at \r too, but texts have none
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c == '\n') {
                    lines.add(line.toString());
                    line.setLength(0);
                } else {
                    line.append((char) c);
                }
            }
            return lines;
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** A table of int64. */
    public static long[] longs(Class<?> home, String name) {
        return lines(home, name).stream().mapToLong(Long::parseLong).toArray();
    }

    /** A table of float64. */
    public static double[] doubles(Class<?> home, String name) {
        return lines(home, name).stream().mapToDouble(Tables::number).toArray();
    }

    /** A table of bool. */
    public static boolean[] booleans(Class<?> home, String name) {
        List<String> lines = lines(home, name);
        boolean[] values = new boolean[lines.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = lines.get(i).equals("true");
        }
        return values;
    }

    /** A table of texts. */
    public static String[] strings(Class<?> home, String name) {
        return lines(home, name).stream().map(Tables::text).toArray(String[]::new);
    }

    /** The values of a table, boxed. */
    public static List<Long> boxed(long[] values) {
        return LongList.of(values);
    }

    /** The values of a table, boxed. */
    public static List<Double> boxed(double[] values) {
        return DoubleList.of(values);
    }

    /** The values of a table, boxed. */
    public static List<Boolean> boxed(boolean[] values) {
        List<Boolean> made = new ArrayList<>(values.length);
        for (boolean value : values) {
            made.add(value);
        }
        return made;
    }

    /** The values of a table. */
    public static List<String> boxed(String[] values) {
        return List.of(values);
    }

    /** A literal map of keys and their values. */
    public static <K, V> List<Map.Entry<K, V>> entries(List<K> keys, List<V> values) {
        List<Map.Entry<K, V>> made = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            made.add(Map.entry(keys.get(i), values.get(i)));
        }
        return made;
    }

    /** Points of their latitudes and longitudes. */
    public static List<LatLon> points(double[] lats, double[] lons) {
        List<LatLon> made = new ArrayList<>(lats.length);
        for (int i = 0; i < lats.length; i++) {
            made.add(new LatLon(lats[i], lons[i]));
        }
        return made;
    }

    private static double number(String line) {
        return switch (line) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(line);
        };
    }

    private static String text(String line) {
        if (line.indexOf('\\') < 0) {
            return line;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                c = line.charAt(++i);
                c = c == 'n' ? '\n' : c == 'r' ? '\r' : c;
            }
            text.append(c);
        }
        return text.toString();
    }
}
