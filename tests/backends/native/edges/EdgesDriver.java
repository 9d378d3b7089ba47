package edges.v1;

import dev.featc.runtime.RowException;
import dev.featc.runtime.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** What no vector asks of a generated library. Prints a line for each thing that is wrong. */
final class EdgesDriver {
    private static final Instant LATE = Instant.parse("+10000-01-01T00:00:00Z");
    private static final Instant FINE = Instant.ofEpochSecond(0, 1);

    private EdgesDriver() {}

    public static void main(String[] arguments) {
        texts();
        times();
        setAgain();
        lists();
        builders();
        batches();
        manyAtOnce();
    }

    private static Row.Builder good() {
        return Row.builder().name("Ab").words(List.of("x", "y")).since(Instant.EPOCH).moments(List.of()).x(1.5);
    }

    private static void told(String what, Row.Builder builder, String... expected) {
        List<String> found = Edges.violations(builder.build()).stream().map(EdgesDriver::line).toList();
        if (!found.equals(List.of(expected))) {
            System.out.println(what + ": " + found);
        }
    }

    private static String line(Violation violation) {
        return violation.field() + " " + violation.reason() + " " + violation.message();
    }

    private static void texts() {
        told("surrogates", good().name("a\ud800b").words(List.of("\ud83d\ude00", "\udc00\ud800")),
                "name BAD_TEXT the lone surrogate U+D800 at 1 is no character",
                "words BAD_TEXT [1]: the lone surrogate U+DC00 at 0 is no character");
        told("length first", good().words(List.of("\ud800", "", "", "")),
                "words WRONG_TYPE a list of 4, expected at most 3");
    }

    private static void times() {
        String years = " is outside 0001-01-01..9999-12-31";
        told("late", good().since(LATE), "since OUT_OF_RANGE " + LATE + years);
        told("fine", good().late(FINE), "late TOO_FINE " + FINE + " is finer than a microsecond");
        told("second element", good().moments(Arrays.asList(Instant.EPOCH, FINE, LATE)),
                "moments TOO_FINE [1]: " + FINE + " is finer than a microsecond");
        told("raw", good().sinceMicros(Long.MIN_VALUE), "since OUT_OF_RANGE " + Long.MIN_VALUE + years);
        for (long seconds : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 315_576_000_001L, -315_576_000_001L}) {
            Duration gap = Duration.ofSeconds(seconds);
            told("gap", good().gap(gap), "gap OUT_OF_RANGE " + gap + " is outside -315576000000s..315576000000s");
        }
        told("longest", good().gap(Duration.ofSeconds(-315_576_000_000L)));
    }

    private static void setAgain() {
        told("good after bad", good().since(LATE).since(Instant.EPOCH).moments(List.of(FINE)).moments(List.of()));
        told("raw after bad", good().since(LATE).sinceMicros(0).late(FINE).lateMicros(null));
        told("bad after good", good().since(Instant.EPOCH).since(FINE), "since TOO_FINE " + FINE + " is finer than a microsecond");
    }

    private static void lists() {
        told("null elements", good().words(Arrays.asList("a", null)).maybe(Arrays.asList(null, "b")),
                "words ABSENT [1]: absent or null, and string has no null");
        told("nothing", Row.builder(), "name ABSENT absent or null, and string has no null",
                "words ABSENT absent or null, and list<string, ..3> has no null",
                "since ABSENT absent or null, and timestamp has no null",
                "moments ABSENT absent or null, and list<timestamp, ..3> has no null",
                "x ABSENT absent or null, and float64 has no null");
        List<String> words = new ArrayList<>(List.of("a"));
        Row row = good().words(words).build();
        words.add("b");
        check("a row keeps what it was built of", row.words().equals(List.of("a")));
        Features features = Edges.transform(row);
        check("a feature too", features.sameWords().equals(List.of("a")));
        try {
            features.turned().set(0, "b");
            check("features are not changed", false);
        } catch (UnsupportedOperationException expected) {
            check("features are not changed", features.turned().equals(List.of("a")));
        }
    }

    private static void builders() {
        Row.Builder builder = good();
        builder.build();
        try {
            builder.build();
            check("a builder builds once", false);
        } catch (IllegalStateException expected) {
            check("it says so", expected.getMessage().contains("already"));
        }
        try {
            builder.gap(Duration.ZERO);
            check("a builder that has built changes nothing", false);
        } catch (IllegalStateException expected) {
            check("it says so", expected.getMessage().contains("already"));
        }
    }

    private static void batches() {
        check("no rows", Edges.transformBatch(new RowColumns(0), new FeaturesColumns(0)) == null);
        RowColumns in = new RowColumns(2);
        FeaturesColumns out = new FeaturesColumns(2);
        Arrays.fill(in.name, "n");
        in.words[0] = List.of();
        in.moments[0] = in.moments[1] = List.of();
        Arrays.fill(in.lateIsNull, true);
        Arrays.fill(in.gapIsNull, true);
        Arrays.fill(in.smallIsNull, true);
        in.small[0] = 99;
        RowException[] bad = Edges.transformBatch(in, out);
        check("the second row is bad", bad != null && bad[0] == null && bad[1] != null);
        check("the first is not", out.lateByIsNull[0] && out.y[0] == 1.0);
    }

    private static void manyAtOnce() {
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int worker = 0; worker < 8; worker++) {
            all.add(CompletableFuture.supplyAsync(() -> {
                StringBuilder found = new StringBuilder();
                for (int i = 0; i < 200; i++) {
                    Features features = Edges.transform(good().sinceMicros(i * 3_600_000_000L).x(i).build());
                    found.append(features.hourAt()).append(features.y()).append(features.pattern());
                }
                return found.toString();
            }));
        }
        check("threads agree", all.stream().map(CompletableFuture::join).distinct().count() == 1);
    }

    private static void check(String what, boolean holds) {
        if (!holds) {
            System.out.println(Objects.requireNonNull(what));
        }
    }
}
