package dev.featc.runtime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Operations on the parts of strings: splitting, joining, comparing, hashing (SEMANTICS.md#strings).
 *
 * <p>What is hashed together is written so that no two different tuples of values of the same types give the same
 * bytes: a string is its length in UTF-8 bytes as 8 little-endian bytes and then those bytes, an int64 its 8
 * little-endian bytes.
 */
public final class Tokens {
    private Tokens() {}

    /** The first parts of x between separators, at most limit; an empty separator leaves x as the one part. */
    public static List<String> splitString(String x, String separator, long limit) {
        if (separator.isEmpty()) {
            return Collections.singletonList(x);
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (parts.size() < limit) {
            int at = x.indexOf(separator, from);
            if (at < 0) {
                parts.add(x.substring(from));
                break;
            }
            parts.add(x.substring(from, at));
            from = at + separator.length();
        }
        return parts;
    }

    /** The first of the longest runs of letters, marks and digits of x, at most limit. */
    public static List<String> tokensString(String x, long limit) {
        List<String> runs = new ArrayList<>();
        int start = -1; // of the run that at is in
        int at = 0;
        while (at < x.length() && runs.size() < limit) {
            int point = x.codePointAt(at);
            boolean inside = Parts.POINTS.has(point);
            if (inside && start < 0) {
                start = at;
            } else if (!inside && start >= 0) {
                runs.add(x.substring(start, at));
                start = -1;
            }
            at += Character.charCount(point);
        }
        if (start >= 0 && runs.size() < limit) {
            runs.add(x.substring(start));
        }
        return runs;
    }

    /** Letters, marks and numbers, read when they are first asked for. */
    private static final class Parts {
        static final PointClass POINTS =
                Unicode.categories("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No");
    }

    /** The strings one after the other with separator between them; null where one is null. */
    public static String joinString(List<String> x, String separator) {
        return DoubleList.hasNull(x) ? null : String.join(separator, x);
    }

    /** How many of the runs of n code points of x fall into each bucket. */
    public static List<Long> charNgramsString(String x, long n, long buckets) {
        byte[] octets = x.getBytes(StandardCharsets.UTF_8);
        int[] starts = new int[octets.length + 1];
        int points = 0;
        for (int i = 0; i < octets.length; i++) {
            if ((octets[i] & 0xC0) != 0x80) {
                starts[points++] = i;
            }
        }
        starts[points] = octets.length;
        return ngrams(octets, starts, points, n, buckets);
    }

    /** How many of the runs of n strings of x fall into each bucket; null where a string is null. */
    public static List<Long> tokenNgramsString(List<String> x, long n, long buckets) {
        if (DoubleList.hasNull(x)) {
            return null;
        }
        Octets octets = new Octets();
        int[] starts = new int[x.size() + 1];
        for (int i = 0; i < x.size(); i++) {
            octets.add(x.get(i));
            starts[i + 1] = octets.size();
        }
        return ngrams(octets.array(), starts, x.size(), n, buckets);
    }

    /** How many of the runs of n of so many stretches of bytes fall into each bucket. */
    private static List<Long> ngrams(byte[] octets, int[] starts, int count, long n, long buckets) {
        long[] counts = new long[(int) buckets];
        for (int i = 0; i <= count - n; i++) {
            counts[(int) Long.remainderUnsigned(Xxh64.hash(octets, starts[i], starts[i + (int) n]), buckets)]++;
        }
        return LongList.of(counts);
    }

    /** How many different strings are in both; null where one is null. */
    public static Long overlapString(List<String> x, List<String> y) {
        return DoubleList.hasNull(x) || DoubleList.hasNull(y) ? null : (Long) (long) both(x, y).size();
    }

    /**
     * How many different strings are in both, divided by how many are in either.
     *
     * <p>Null where there are none at all, and where one is null.
     */
    public static Double jaccardString(List<String> x, List<String> y) {
        if (DoubleList.hasNull(x) || DoubleList.hasNull(y) || x.isEmpty() && y.isEmpty()) {
            return null;
        }
        Set<String> either = new HashSet<>(x);
        either.addAll(y);
        return (double) both(x, y).size() / (double) either.size();
    }

    private static Set<String> both(List<String> x, List<String> y) {
        Set<String> strings = new HashSet<>(x);
        strings.retainAll(new HashSet<>(y));
        return strings;
    }

    /** A bucket for two strings taken together. */
    public static long crossString(String x, String y, long buckets) {
        return new Octets().add(x).add(y).bucket(buckets);
    }

    /** A bucket for a string and an integer taken together. */
    public static long crossStringInt64(String x, long y, long buckets) {
        return new Octets().add(x).add(y).bucket(buckets);
    }

    /** A bucket for an integer and a string taken together. */
    public static long crossInt64String(long x, String y, long buckets) {
        return new Octets().add(x).add(y).bucket(buckets);
    }

    /** A bucket for two integers taken together. */
    public static long crossInt64(long x, long y, long buckets) {
        return Long.remainderUnsigned(Xxh64.hash(x, y), buckets);
    }
}
