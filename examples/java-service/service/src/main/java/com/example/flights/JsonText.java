package com.example.flights;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Writes maps, lists and the values of features as JSON, in their order.
 *
 * <p>A float is a number that reads back as the same bits; a float32 is written as the float64 of the same value, so
 * that the reader need not know. What JSON has no number for is a text: "NaN", "Infinity", "-Infinity", as in
 * protobuf's JSON. Times are texts as well.
 */
final class JsonText {
    private JsonText() {}

    static String of(Object value) {
        StringWriter text = new StringWriter();
        try (JsonWriter out = new JsonWriter(text)) {
            write(out, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not of a StringWriter
        }
        return text.toString();
    }

    private static void write(JsonWriter out, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.beginObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.name((String) entry.getKey());
                write(out, entry.getValue());
            }
            out.endObject();
        } else if (value instanceof List<?> list) {
            out.beginArray();
            for (Object item : list) {
                write(out, item);
            }
            out.endArray();
        } else if (value instanceof Float || value instanceof Double) {
            double number = ((Number) value).doubleValue();
            if (Double.isFinite(number)) {
                out.value(number);
            } else {
                out.value(Double.toString(number));
            }
        } else if (value instanceof Number number) {
            out.value(number.longValue());
        } else if (value instanceof Boolean bool) {
            out.value(bool);
        } else {
            out.value(value == null ? null : value.toString());
        }
    }
}
