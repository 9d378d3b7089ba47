package dev.featc.runtime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/** What no conformance vector reaches of the Java runtime. Prints a line for each thing that is wrong. */
final class RuntimeCheck {
    private static final XXHash64 LIBRARY = XXHashFactory.safeInstance().hash64();
    private static final Random RANDOM = new Random(1);

    private RuntimeCheck() {}

    public static void main(String[] arguments) throws InterruptedException {
        stretches();
        values();
        shortStack();
    }

    /** XXH64 of every length up to several blocks, from every place of a word on. */
    private static void stretches() {
        byte[] data = new byte[300];
        RANDOM.nextBytes(data);
        for (int from = 0; from < 8; from++) {
            for (int to = from; to <= data.length; to++) {
                same("bytes " + from + " to " + to, Xxh64.hash(data, from, to), LIBRARY.hash(data, from, to - from, 0));
            }
        }
    }

    /** XXH64 of numbers, pairs of numbers and strings. */
    private static void values() {
        for (int i = 0; i < 10_000; i++) {
            long x = RANDOM.nextLong() >> RANDOM.nextInt(64);
            long y = RANDOM.nextLong() >> RANDOM.nextInt(64);
            same(x + " and " + y, Xxh64.hash(x, y), library(octets(x, y)));
            same("number " + x, Xxh64.hash(x), library(octets(x)));
        }
        for (String text : List.of("", "a", "é", "\ud83d\ude00", "flights", "é".repeat(40), "a\u0000b")) {
            same(text, Xxh64.hash(text), library(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** A large pattern in a thread whose stack is too short for it. */
    private static void shortStack() throws InterruptedException {
        String pattern = "(?:(?:a*|b*|c*|d*){20}){29}";
        List<Object> found = new ArrayList<>();
        Thread thread = new Thread(
                null,
                () -> {
                    found.add(Regex.regexFindString("xab", Regex.prepareRegexFindString(pattern)));
                    found.add(Regex.regexReplaceString("xab", Regex.prepareRegexReplaceString(pattern, "<\\0>")));
                },
                "short",
                200_000);
        thread.start();
        thread.join();
        if (!found.equals(List.of(0L, "<>x<a>b<>"))) {
            System.out.println("large pattern: " + found);
        }
    }

    private static long library(byte[] data) {
        return LIBRARY.hash(data, 0, data.length, 0);
    }

    private static byte[] octets(long... numbers) {
        byte[] octets = new byte[8 * numbers.length];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (numbers[i / 8] >>> 8 * (i % 8));
        }
        return octets;
    }

    private static void same(String what, long ours, long library) {
        if (ours != library) {
            System.out.println("XXH64 of " + what + ": " + ours + " instead of " + library);
        }
    }
}
