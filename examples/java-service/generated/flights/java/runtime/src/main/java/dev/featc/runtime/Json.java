package dev.featc.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the JSON of the data files: objects, arrays, strings and whole numbers, without mistakes in them. Knows none of
 * the files.
 */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** The value of a text: a Map, List, String or Long. */
    static Object read(String text) {
        Json json = new Json(text);
        Object value = json.value();
        if (json.next() != '\0') {
            throw json.fault();
        }
        return value;
    }

    private Object value() {
        char c = next();
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> number();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> pairs = new LinkedHashMap<>();
        at++;
        while (next() != '}') {
            String key = string();
            expect(':');
            pairs.put(key, value());
            if (next() == ',') {
                at++;
            }
        }
        at++;
        return pairs;
    }

    private List<Object> array() {
        List<Object> items = new ArrayList<>();
        at++;
        while (next() != ']') {
            items.add(value());
            if (next() == ',') {
                at++;
            }
        }
        at++;
        return items;
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = character();
            if (c == '"') {
                return out.toString();
            }
            out.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = character();
        switch (c) {
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                at += 4;
                if (at > text.length()) {
                    throw fault();
                }
                return (char) Integer.parseInt(text, at - 4, at, 16);
            default:
                return c;
        }
    }

    private Long number() {
        int start = at;
        while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (start == at) {
            throw fault();
        }
        return Long.valueOf(text.substring(start, at));
    }

    private char character() {
        if (at == text.length()) {
            throw fault();
        }
        return text.charAt(at++);
    }

    /** The next character that is no white space, not read; NUL at the end. */
    private char next() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void expect(char c) {
        if (next() != c) {
            throw fault();
        }
        at++;
    }

    private IllegalStateException fault() {
        return new IllegalStateException("featc-runtime: no JSON at character " + at);
    }
}
