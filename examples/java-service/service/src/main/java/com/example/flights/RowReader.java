package com.example.flights;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.featc.runtime.Instants;
import dev.featc.runtime.RowException;
import dev.featc.runtime.Violation;
import flights.v1.Flight;
import flights.v1.Flights;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes a row of a JSON object. Names are those of the .fdl; null and absent are the same.
 *
 * <p>A mapper of objects would not do: to most of them, an absent number is 0 and an unknown field is nothing. Each is
 * a way for a model to be served other features than it was trained on.
 */
final class RowReader {
    /** A body that is no row at all. */
    static final class NoObject extends Exception {
        private static final long serialVersionUID = 1L;

        NoObject() {
            super("the body is not a JSON object in UTF-8");
        }
    }

    /** A value that cannot be read. */
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        final String reason;

        Wrong(String reason, String message) {
            super(message);
            this.reason = reason;
        }
    }

    /** How values of one type of fdl are read. */
    private interface Kind<T> {
        T read(JsonElement value) throws Wrong;
    }

    private final JsonObject object;
    private final List<String> order = new ArrayList<>();
    private final List<Violation> found = new ArrayList<>();

    private RowReader(JsonObject object) {
        this.object = object;
    }

    /** The row of a body. What is wrong with it is all told at once, in the order of the fields. */
    static Flight read(byte[] body) throws NoObject {
        RowReader reader = new RowReader(parse(body));
        Flight row = reader.row();
        if (reader.found.isEmpty() && reader.order.containsAll(reader.object.keySet())) {
            return row; // what it promises is checked where it is transformed
        }
        throw new RowException(reader.violations(row));
    }

    private Flight row() {
        Flight.Builder row = Flight.builder();
        take("carrier", RowReader::text, row::carrier);
        take("flight", RowReader::integer, row::flight);
        take("tailnum", RowReader::text, row::tailnum);
        take("origin", RowReader::text, row::origin);
        take("dest", RowReader::text, row::dest);
        take("distance", RowReader::number, row::distance);
        take("sched_dep", RowReader::timestamp, row::schedDepMicros);
        take("sched_dep_time", RowReader::integer, row::schedDepTime);
        take("sched_arr_time", RowReader::integer, row::schedArrTime);
        take("dep_time", RowReader::integer, row::depTime);
        take("dep_delay", RowReader::number, row::depDelay);
        return row.build();
    }

    private static JsonObject parse(byte[] body) throws NoObject {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            JsonReader reader = new JsonReader(new StringReader(text));
            reader.setStrictness(Strictness.STRICT);
            JsonElement value = JsonParser.parseReader(reader);
            boolean whole = !text.startsWith("\uFEFF") && reader.peek() == JsonToken.END_DOCUMENT;
            if (whole && value.isJsonObject()) {
                return value.getAsJsonObject();
            }
        } catch (CharacterCodingException | JsonParseException e) {
            // it is neither
        } catch (IOException e) {
            // more follows, which is no JSON
        }
        throw new NoObject();
    }

    /** Reads a field, and leaves it unset where it is absent, null or wrong. */
    private <T> void take(String field, Kind<T> kind, Consumer<T> set) {
        order.add(field);
        JsonElement value = object.get(field);
        if (value == null || value.isJsonNull()) {
            return; // the feature set knows whether it may be
        }
        try {
            set.accept(kind.read(value));
        } catch (Wrong wrong) {
            found.add(new Violation(field, wrong.reason, wrong.getMessage()));
        }
    }

    /** Those found here, those that the feature set finds in fields that could be read, and unknown fields. */
    private List<Violation> violations(Flight row) {
        Set<String> unreadable = new HashSet<>();
        found.forEach(v -> unreadable.add(v.field()));
        List<Violation> all = new ArrayList<>(found);
        Flights.violations(row).stream().filter(v -> !unreadable.contains(v.field())).forEach(all::add);
        all.sort(Comparator.comparingInt(v -> order.indexOf(v.field())));
        for (String field : new TreeSet<>(object.keySet())) {
            if (!order.contains(field)) {
                all.add(new Violation(field, "UNKNOWN_FIELD", "there is no such field"));
            }
        }
        return all;
    }

    private static String text(JsonElement value) throws Wrong {
        return primitive(value, JsonPrimitive::isString, "a text").getAsString();
    }

    private static long integer(JsonElement value) throws Wrong {
        String expected = "an integer without fraction and exponent";
        String digits = primitive(value, JsonPrimitive::isNumber, expected).getAsString();
        if (!digits.matches("-?[0-9]+")) {
            throw wrongType(expected, value);
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new Wrong("OUT_OF_RANGE", "outside the range of int64");
        }
    }

    /** The float64 nearest to a JSON number, and texts for what JSON has no numbers for. */
    private static double number(JsonElement value) throws Wrong {
        if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isString()) {
            switch (value.getAsString()) {
                case "NaN":
                    return Double.NaN;
                case "Infinity":
                    return Double.POSITIVE_INFINITY;
                case "-Infinity":
                    return Double.NEGATIVE_INFINITY;
                default:
                    throw wrongType("a number", value);
            }
        }
        double number = Double.parseDouble(primitive(value, JsonPrimitive::isNumber, "a number").getAsString());
        if (Double.isInfinite(number)) {
            throw new Wrong("OUT_OF_RANGE", "outside the range of float64");
        }
        return number;
    }

    private static long timestamp(JsonElement value) throws Wrong {
        Long instant = Instants.parseRfc3339String(text(value));
        if (instant == null) {
            throw new Wrong("BAD_TEXT", "no time of RFC 3339 with an offset, such as 2013-01-01T04:30:00-05:00, "
                    + "of the years 0001 to 9999 and no finer than a microsecond");
        }
        return instant;
    }

    private static JsonPrimitive primitive(JsonElement value, Function<JsonPrimitive, Boolean> is, String expected)
            throws Wrong {
        if (value.isJsonPrimitive() && is.apply(value.getAsJsonPrimitive())) {
            return value.getAsJsonPrimitive();
        }
        throw wrongType(expected, value);
    }

    private static Wrong wrongType(String expected, JsonElement value) {
        String found = "a bool";
        if (value.isJsonObject()) {
            found = "an object";
        } else if (value.isJsonArray()) {
            found = "a list";
        } else if (value.getAsJsonPrimitive().isString()) {
            found = "a text";
        } else if (value.getAsJsonPrimitive().isNumber()) {
            found = "a number";
        }
        return new Wrong("WRONG_TYPE", "expected " + expected + ", found " + found);
    }
}
