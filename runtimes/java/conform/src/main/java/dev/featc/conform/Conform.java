package dev.featc.conform;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.featc.runtime.RowException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Java side of featc's conformance protocol: a program that reads rows as JSON lines and writes what the generated
 * code makes of them. It knows rows and features by reflection, no feature set. Its argument is a file whose lines say
 * which programs there are: a name, a blank, the class with {@code transform}.
 *
 * <p>A line in is {"program": "flights", "row": [values in the order of the fields]}; a line out has one of "features"
 * (values in order of declaration), "violations" (each with field, reason and message) and "error". Values are those
 * of the conformance vectors. A NaN other than the one that may leave is written with its bits.
 */
public final class Conform {
    private static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private final Map<String, Program> programs = new HashMap<>();

    private Conform() {}

    /** Answers each line of the standard input by one in the standard output, until it ends. */
    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        Conform conform = new Conform();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            int blank = line.indexOf(' ');
            conform.programs.put(line.substring(0, blank), new Program(Class.forName(line.substring(blank + 1))));
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        StringBuilder out = new StringBuilder();
        try (PrintStream stream = new PrintStream(System.out, false, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.append(GSON.toJson(conform.answer(line))).append('\n');
                if (out.length() > 1 << 16) {
                    stream.print(out);
                    out.setLength(0);
                }
            }
            stream.print(out);
        }
    }

    private Map<String, Object> answer(String line) {
        try {
            JsonObject asked = JsonParser.parseString(line).getAsJsonObject();
            Program program = programs.get(asked.get("program").getAsString());
            return Map.of("features", program.features(asked.get("row").getAsJsonArray()));
        } catch (InvocationTargetException error) {
            if (error.getCause() instanceof RowException bad) {
                return Map.of("violations", bad.violations());
            }
            return Map.of("error", trace(error.getCause()));
        } catch (ReflectiveOperationException | RuntimeException error) {
            return Map.of("error", trace(error));
        }
    }

    private static String trace(Throwable error) {
        StackTraceElement[] stack = error.getStackTrace();
        return error + (stack.length > 0 ? " at " + stack[0] : "");
    }

    /** One generated library. Rows are filled member by member: how builders do it is tested elsewhere. */
    private static final class Program {
        private final Method transform;
        private final Constructor<?> constructor;
        private final List<Field> inputs = new ArrayList<>();
        private final List<Field> marks = new ArrayList<>();
        private final List<Field> outputs = new ArrayList<>();

        Program(Class<?> home) throws ReflectiveOperationException {
            Method found = null;
            for (Method method : home.getMethods()) {
                found = method.getName().equals("transform") ? method : found;
            }
            transform = found;
            transform.setAccessible(true);
            Class<?> row = transform.getParameterTypes()[0];
            constructor = row.getDeclaredConstructor();
            constructor.setAccessible(true);
            for (Field field : row.getDeclaredFields()) {
                field.setAccessible(true);
                if (field.getName().matches("set\\d+")) {
                    marks.add(field);
                } else if (!field.getName().equals("faults")) {
                    inputs.add(field);
                }
            }
            for (Field field : transform.getReturnType().getDeclaredFields()) {
                field.setAccessible(true);
                outputs.add(field);
            }
        }

        List<Object> features(JsonArray values) throws ReflectiveOperationException {
            if (values.size() != inputs.size()) {
                throw new IllegalArgumentException("a row of " + values.size() + ", expected " + inputs.size());
            }
            Object row = constructor.newInstance();
            for (Field mark : marks) {
                mark.setLong(row, -1L);
            }
            for (int i = 0; i < values.size(); i++) {
                Field field = inputs.get(i);
                field.set(row, read(values.get(i), field.getGenericType()));
            }
            Object features = transform.invoke(null, row);
            List<Object> answer = new ArrayList<>();
            for (Field field : outputs) {
                answer.add(written(field.get(features)));
            }
            return answer;
        }
    }

    private static Object read(JsonElement value, Type type) {
        if (value.isJsonNull()) {
            return null;
        }
        if (type instanceof ParameterizedType list) {
            List<Object> items = new ArrayList<>();
            for (JsonElement item : value.getAsJsonArray()) {
                items.add(read(item, list.getActualTypeArguments()[0]));
            }
            return Collections.unmodifiableList(items);
        }
        if (type == boolean.class || type == Boolean.class) {
            return value.getAsBoolean();
        }
        String text = value.getAsString();
        if (type == long.class || type == Long.class) {
            return Long.parseLong(text);
        }
        if (type == double.class || type == Double.class) {
            return switch (text) {
                case "nan" -> Double.NaN;
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(text);
            };
        }
        return text;
    }

    private static Object written(Object value) {
        if (value instanceof List<?> items) {
            List<Object> all = new ArrayList<>();
            for (Object item : items) {
                all.add(written(item));
            }
            return all;
        }
        if (value instanceof Double number) {
            boolean canonical = Double.doubleToRawLongBits(number) == 0x7FF8000000000000L;
            return text(number, canonical, Long.toHexString(Double.doubleToRawLongBits(number)));
        }
        if (value instanceof Float number) {
            boolean canonical = Float.floatToRawIntBits(number) == 0x7FC00000;
            return text(number, canonical, Integer.toHexString(Float.floatToRawIntBits(number)));
        }
        return value instanceof Long || value instanceof Integer ? value.toString() : value;
    }

    private static String text(double value, boolean canonical, String bits) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == value) {
            return Double.toHexString(value);
        }
        return canonical ? "nan" : "nan with bits 0x" + bits;
    }
}
