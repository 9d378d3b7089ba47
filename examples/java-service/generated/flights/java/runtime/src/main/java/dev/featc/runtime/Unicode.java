package dev.featc.runtime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The pinned Unicode tables: case, white space, general categories. Knows the data file, no operator.
 *
 * <p>{@code unicode.json} is built by featc's tools/make_unicode.py from the Unicode Character Database. Each table is
 * read at its first use.
 */
final class Unicode {
    private Unicode() {}

    /** Full mappings of case without locale and context, and case folding without that for Turkic languages. */
    static final class Case {
        static final PointMap LOWER;
        static final PointMap UPPER;
        static final PointMap FOLD;

        static {
            Map<?, ?> data = read();
            LOWER = mapping(data, "lower");
            UPPER = mapping(data, "upper");
            FOLD = mapping(data, "fold");
        }

        private Case() {}

        private static PointMap mapping(Map<?, ?> data, String name) {
            PointMap mapping = new PointMap();
            pairs(data, name).forEach((point, text) -> mapping.put(((String) point).codePointAt(0), (String) text));
            return mapping;
        }
    }

    /** The property White_Space. */
    static final class Space {
        static final PointClass POINTS = new PointClass().add(text(read(), "white_space"));

        private Space() {}
    }

    /** The code points in lower case or title case, and those in upper case or title case. */
    static final class Cased {
        static final PointClass LOWER;
        static final PointClass UPPER;

        static {
            Map<?, ?> data = read();
            LOWER = categories(data, "Ll", "Lt").add(text(data, "other_lowercase"));
            UPPER = categories(data, "Lu", "Lt").add(text(data, "other_uppercase"));
        }

        private Cased() {}
    }

    /** The code points of some general categories. */
    static PointClass categories(String... names) {
        return categories(read(), names);
    }

    private static PointClass categories(Map<?, ?> data, String... names) {
        PointClass points = new PointClass();
        for (String name : names) {
            List<?> ends = (List<?>) pairs(data, "categories").get(name);
            for (int i = 0; i < ends.size(); i += 2) {
                points.add(((Long) ends.get(i)).intValue(), ((Long) ends.get(i + 1)).intValue());
            }
        }
        return points;
    }

    /** The file as it is, parsed at each call. IllegalStateException where it is not the pinned one. */
    static Map<?, ?> read() {
        byte[] content = Pins.read("unicode.json", Pins.UNICODE_SHA256);
        return (Map<?, ?>) Json.read(new String(content, StandardCharsets.UTF_8));
    }

    static Map<?, ?> pairs(Map<?, ?> data, String name) {
        return (Map<?, ?>) data.get(name);
    }

    static String text(Map<?, ?> data, String name) {
        return (String) data.get(name);
    }
}
