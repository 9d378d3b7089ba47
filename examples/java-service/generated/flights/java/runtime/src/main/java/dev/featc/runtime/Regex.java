package dev.featc.runtime;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Operations with patterns (SEMANTICS.md#regex). Knows re2j as an engine, no syntax of fdl's patterns.
 *
 * <p>A pattern comes as the compiler writes it: in normal form, with classes as ranges, so that no Unicode table of the
 * engine's counts. Matching is on UTF-16, where the engine steps from code point to code point; positions and parts are
 * of code points. Consts come prepared.
 *
 * <p>The engine calls itself once for each step of a pattern that needs no character, so that a large pattern may need
 * a deep stack.
 */
public final class Regex {
    private Regex() {}

    /** A pattern, compiled. Its methods are the operations on one string. */
    public static final class Matcher {
        private final Pattern pattern;

        Matcher(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }

        boolean matches(String x) {
            return pattern.matcher(x).find();
        }

        Long find(String x) {
            com.google.re2j.Matcher found = pattern.matcher(x);
            return found.find() ? (Long) (long) x.codePointCount(0, found.start()) : null;
        }

        long count(String x) {
            long count = 0;
            Each each = each(x);
            while (each.next()) {
                count++;
            }
            return count;
        }

        Each each(String x) {
            return new Each(pattern.matcher(x), x);
        }
    }

    /** All matches from the left without overlap; an empty one directly behind another is none. */
    private static final class Each {
        final com.google.re2j.Matcher found;
        private final String x;
        private int at;
        private int last = -1;

        Each(com.google.re2j.Matcher found, String x) {
            this.found = found;
            this.x = x;
        }

        /** Whether there is a next match, which found then has. What stands before it stays in view. */
        boolean next() {
            while (at <= x.length() && found.find(at)) {
                int start = found.start();
                int end = found.end();
                at = start < end ? end : behind(end);
                boolean none = start == end && end == last;
                last = end;
                if (!none) {
                    return true;
                }
            }
            at = x.length() + 1;
            return false;
        }

        /** Where the next code point begins, or one more than the length where there is none. */
        private int behind(int place) {
            return place < x.length() ? x.offsetByCodePoints(place, 1) : place + 1;
        }
    }

    /** A pattern and the group of it that is asked for. */
    public static final class Extractor {
        private final Pattern pattern;
        private final int group;

        Extractor(String pattern, long group) {
            this.pattern = Pattern.compile(pattern);
            this.group = (int) group;
        }

        String extract(String x) {
            com.google.re2j.Matcher found = pattern.matcher(x);
            return found.find() ? found.group(group) : null;
        }
    }

    /** A pattern and its replacement: {@code \0} to {@code \9} stand for groups, {@code \\} for a backslash. */
    public static final class Replacer {
        private final Matcher matcher;

        /** Texts, and numbers of groups. */
        private final List<Object> parts = new ArrayList<>();

        Replacer(String pattern, String replacement) {
            matcher = new Matcher(pattern);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < replacement.length(); i++) {
                char c = replacement.charAt(i);
                char sign = c == '\\' && i + 1 < replacement.length() ? replacement.charAt(++i) : '\\';
                if (c == '\\' && '0' <= sign && sign <= '9') {
                    parts.add(text.toString());
                    parts.add(sign - '0');
                    text.setLength(0);
                } else {
                    text.append(c);
                }
            }
            parts.add(text.toString());
        }

        /** X with each match replaced; a group that took no part gives nothing. */
        String replace(String x) {
            Each each = matcher.each(x);
            if (!each.next()) {
                return x;
            }
            StringBuilder out = new StringBuilder(x.length() + 16);
            int at = 0;
            do {
                out.append(x, at, each.found.start());
                at = each.found.end();
                for (Object part : parts) {
                    if (part instanceof String text) {
                        out.append(text);
                    } else {
                        int group = (Integer) part;
                        int start = each.found.start(group);
                        if (start >= 0) {
                            out.append(x, start, each.found.end(group));
                        }
                    }
                }
            } while (each.next());
            return out.append(x, at, x.length()).toString();
        }
    }

    /** Whether the pattern matches anywhere in x. */
    public static boolean matchesString(String x, Matcher pattern) {
        return DeepStack.ask(() -> pattern.matches(x));
    }

    /** The position of the first match; null where there is none. */
    public static Long regexFindString(String x, Matcher pattern) {
        return DeepStack.ask(() -> pattern.find(x));
    }

    /** How many matches there are, from the left without overlap. */
    public static long regexCountString(String x, Matcher pattern) {
        return DeepStack.ask(() -> pattern.count(x));
    }

    /** What the group matched in the first match; null where there is no match, or the group took no part. */
    public static String extractString(String x, Extractor pattern) {
        return DeepStack.ask(() -> pattern.extract(x));
    }

    /** X with each match replaced. */
    public static String regexReplaceString(String x, Replacer pattern) {
        return DeepStack.ask(() -> pattern.replace(x));
    }

    public static Regex.Matcher prepareMatchesString(String pattern) {
        return DeepStack.ask(() -> new Matcher(pattern));
    }

    public static Regex.Matcher prepareRegexFindString(String pattern) {
        return DeepStack.ask(() -> new Matcher(pattern));
    }

    public static Regex.Matcher prepareRegexCountString(String pattern) {
        return DeepStack.ask(() -> new Matcher(pattern));
    }

    public static Regex.Extractor prepareExtractString(String pattern, long group) {
        return DeepStack.ask(() -> new Extractor(pattern, group));
    }

    public static Regex.Replacer prepareRegexReplaceString(String pattern, String replacement) {
        return DeepStack.ask(() -> new Replacer(pattern, replacement));
    }
}
