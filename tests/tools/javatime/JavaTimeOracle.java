import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalUnit;

/**
 * Answers questions about the calendar with java.time, one a line of standard input:
 *
 * <pre>
 * plus 2013-01-31 MONTHS 1            the date (or 2013-01-31T00:00:00) so much later, or null
 * between 2013-01-31 2013-02-28 MONTHS  complete units from the first to the second
 * </pre>
 */
final class JavaTimeOracle {
    public static void main(String[] arguments) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in));
        var answers = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            answers.append(words[0].equals("plus") ? plus(words) : between(words)).append('\n');
        }
        System.out.print(answers);
    }

    private static String plus(String[] words) {
        long count = Long.parseLong(words[3]);
        try {
            if (words[1].contains("T")) {
                LocalDateTime moved = LocalDateTime.parse(words[1]).plus(count, unit(words[2]));
                return 1 <= moved.getYear() && moved.getYear() <= 9999 ? moved.toString() : "null";
            }
            LocalDate moved = LocalDate.parse(words[1]).plus(count, unit(words[2]));
            return 1 <= moved.getYear() && moved.getYear() <= 9999 ? moved.toString() : "null";
        } catch (DateTimeException | ArithmeticException outside) {
            return "null";
        }
    }

    private static long between(String[] words) {
        if (words[1].contains("T")) {
            return LocalDateTime.parse(words[1]).until(LocalDateTime.parse(words[2]), unit(words[3]));
        }
        return LocalDate.parse(words[1]).until(LocalDate.parse(words[2]), unit(words[3]));
    }

    private static TemporalUnit unit(String name) {
        return name.equals("QUARTERS") ? IsoFields.QUARTER_YEARS : ChronoUnit.valueOf(name);
    }
}
