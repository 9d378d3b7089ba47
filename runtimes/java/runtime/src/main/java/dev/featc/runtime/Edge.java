package dev.featc.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongPredicate;

/**
 * What generated code does where rows enter and features leave: java.time made of raw times and back, storage types,
 * and the checks of a row. Knows no operation and no feature set.
 */
public final class Edge {
    private static final long TIME_MIN = -62_135_596_800_000_000L;
    private static final long TIME_MAX = 253_402_300_799_999_999L;
    private static final long DATE_MIN = -719_162;
    private static final long DATE_MAX = 2_932_896;
    private static final long DURATION_MAX = 315_576_000_000_000_000L;
    private static final String YEARS = "0001-01-01..9999-12-31";
    private static final String DURATIONS = "-315576000000s..315576000000s";
    private static final Set<String> TIMES = Set.of("timestamp", "datetime", "date", "duration");

    private Edge() {}

    // --- leaving ---------------------------------------------------------------------------------------------

    /** The value with the one NaN that leaves, 0x7FF8000000000000. */
    public static double canonical(double value) {
        return value != value ? Double.NaN : value;
    }

    /** The nearest float, ties to even, infinite beyond the largest; NaN is 0x7FC00000. */
    public static float float32(double value) {
        return value != value ? Float.NaN : (float) value;
    }

    /** The value as an int, null where it does not fit. */
    public static Integer int32(long value) {
        return value == (int) value ? (Integer) (int) value : null;
    }

    /** {@link #canonical} of each element; null stays null. */
    public static List<Double> canonicalList(List<Double> values) {
        return each(values, Edge::canonical);
    }

    /** {@link #float32} of each element; null stays null. */
    public static List<Float> float32s(List<Double> values) {
        return each(values, Edge::float32);
    }

    /** {@link #int32} of each element; null stays null. */
    public static List<Integer> int32s(List<Long> values) {
        return each(values, Edge::int32);
    }

    /** A feature's list that nobody changes: operations make some that could be, and share others. */
    public static <T> List<T> sealed(List<T> values) {
        return values instanceof LongList ? values : Collections.unmodifiableList(values);
    }

    /** The instant of raw microseconds; null of null. */
    public static Instant instant(Long micros) {
        return micros == null ? null : EPOCH.plusSeconds(seconds(micros)).plusNanos(nanos(micros));
    }

    /** The civil time of raw microseconds; null of null. */
    public static LocalDateTime dateTime(Long micros) {
        return micros == null ? null : LocalDateTime.ofEpochSecond(seconds(micros), nanos(micros), ZoneOffset.UTC);
    }

    /** The date of raw days; null of null. */
    public static LocalDate date(Long days) {
        return days == null ? null : LocalDate.ofEpochDay(days);
    }

    /** The duration of raw microseconds; null of null. */
    public static Duration duration(Long micros) {
        return micros == null ? null : Duration.ofSeconds(seconds(micros), nanos(micros));
    }

    /** A list made of each element; null of null, null elements stay null. */
    public static <A, B> List<B> each(List<A> values, Function<A, B> function) {
        if (values == null) {
            return null;
        }
        List<B> made = new ArrayList<>(values.size());
        for (A value : values) {
            made.add(value == null ? null : function.apply(value));
        }
        return Collections.unmodifiableList(made);
    }

    private static final Instant EPOCH = Instant.EPOCH;

    private static long seconds(long micros) {
        return Math.floorDiv(micros, 1_000_000L);
    }

    private static int nanos(long micros) {
        return (int) Math.floorMod(micros, 1_000_000L) * 1000;
    }

    // --- entering --------------------------------------------------------------------------------------------

    /** A list that nobody changes any more, of these elements; null of null. */
    public static <T> List<T> list(List<T> values) {
        if (values == null || values instanceof DoubleList || values instanceof LongList) {
            return values;
        }
        return Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** The value, null where it is NaN. */
    public static Double nanAsNull(Double value) {
        return value == null || value.isNaN() ? null : value;
    }

    /** The elements, null where they are NaN; null of null. */
    public static List<Double> nanAsNull(List<Double> values) {
        return each(values, v -> v.isNaN() ? null : v);
    }

    /**
     * Reads times of java.time as raw ones, and collects what cannot be read. One a builder of rows. Of a field that
     * is read again only the last reading counts.
     */
    public static final class Times {
        private List<Violation> faults;

        /** What could not be read, null where all could. */
        public List<Violation> faults() {
            return faults;
        }

        /** Forgets what could not be read of a field, since it is set anew. */
        public void forget(String field) {
            if (faults != null) {
                faults.removeIf(fault -> fault.field().equals(field));
            }
        }

        /** Microseconds of an instant; null of null and of what cannot be read. */
        public Long micros(String field, Instant value) {
            forget(field);
            return value == null ? null : micros(field, value, value.getEpochSecond(), value.getNano());
        }

        /** Microseconds of a civil time; null of null and of what cannot be read. */
        public Long micros(String field, LocalDateTime value) {
            forget(field);
            return value == null ? null : micros(field, value, value.toEpochSecond(ZoneOffset.UTC), value.getNano());
        }

        /** Days of a date; null of null and of what cannot be read. */
        public Long days(String field, LocalDate value) {
            forget(field);
            if (value == null) {
                return null;
            }
            return isDate(value.toEpochDay()) ? (Long) value.toEpochDay() : outside(field, value, YEARS);
        }

        /** Microseconds of a duration; null of null and of what cannot be read. */
        public Long micros(String field, Duration value) {
            forget(field);
            if (value == null) {
                return null;
            }
            if (value.getSeconds() < -DURATION_MAX / 1_000_000 || value.getSeconds() > DURATION_MAX / 1_000_000) {
                return outside(field, value, DURATIONS);
            }
            if (value.getNano() % 1000 != 0) {
                return tooFine(field, value);
            }
            long micros = value.getSeconds() * 1_000_000 + value.getNano() / 1000;
            return isDuration(micros) ? (Long) micros : outside(field, value, DURATIONS);
        }

        /** Each element by a function, which is one of those above; null where one cannot be read: the first is told. */
        public <T> List<Long> each(String field, List<T> values, Function<T, Long> function) {
            forget(field);
            if (values == null) {
                return null;
            }
            List<Long> made = new ArrayList<>(values.size());
            for (T value : values) {
                Long raw = value == null ? null : function.apply(value);
                if (raw == null && value != null) {
                    Violation fault = faults.remove(faults.size() - 1);
                    fault(field, fault.reason(), "[" + made.size() + "]: " + fault.message());
                    return null;
                }
                made.add(raw);
            }
            return Collections.unmodifiableList(made);
        }

        private Long micros(String field, Object value, long seconds, int nanos) {
            if (seconds < TIME_MIN / 1_000_000 || seconds > TIME_MAX / 1_000_000) {
                return outside(field, value, YEARS);
            }
            return nanos % 1000 != 0 ? tooFine(field, value) : (Long) (seconds * 1_000_000 + nanos / 1000);
        }

        private Long outside(String field, Object value, String limits) {
            return fault(field, "OUT_OF_RANGE", value + " is outside " + limits);
        }

        private Long tooFine(String field, Object value) {
            return fault(field, "TOO_FINE", value + " is finer than a microsecond");
        }

        private Long fault(String field, String reason, String message) {
            if (faults == null) {
                faults = new ArrayList<>();
            }
            faults.add(new Violation(field, reason, message));
            return null;
        }
    }

    // --- checks ----------------------------------------------------------------------------------------------

    /** Whether a string has no lone surrogate. */
    public static boolean isText(String value) {
        return loneSurrogate(value) < 0;
    }

    /** Whether a timestamp or a datetime is of the years 0001 to 9999. */
    public static boolean inYears(long micros) {
        return micros >= TIME_MIN && micros <= TIME_MAX;
    }

    /** Whether a date is of the years 0001 to 9999. */
    public static boolean isDate(long days) {
        return days >= DATE_MIN && days <= DATE_MAX;
    }

    /** Whether a duration is one that travels. */
    public static boolean isDuration(long micros) {
        return micros >= -DURATION_MAX && micros <= DURATION_MAX;
    }

    /** Whether a builder could not read this field. */
    public static boolean hasFault(List<Violation> faults, String field) {
        return faults != null && faults.stream().anyMatch(f -> f.field().equals(field));
    }

    /** Tells what a builder could not read of this field. */
    public static List<Violation> fault(List<Violation> found, List<Violation> faults, String field) {
        return told(found, faults.stream().filter(f -> f.field().equals(field)).findFirst().orElseThrow());
    }

    /** Tells of a field that is not set. */
    public static List<Violation> absent(List<Violation> found, String field, String type) {
        return told(found, new Violation(field, "ABSENT", "absent or null, and " + type + " has no null"));
    }

    /** Tells of a string that is no text. */
    public static List<Violation> badText(List<Violation> found, String field, String value) {
        return told(found, new Violation(field, "BAD_TEXT", notText(value)));
    }

    /** Tells of a time that is outside of what its type can be. */
    public static List<Violation> outOfRange(List<Violation> found, String field, long value, boolean duration) {
        return told(found, new Violation(field, "OUT_OF_RANGE", value + " is outside " + (duration ? DURATIONS : YEARS)));
    }

    /** Tells of a value that breaks its field's contract, whose text is as written. */
    public static List<Violation> outOfContract(
            List<Violation> found, String field, Object value, String type, String contract) {
        return told(found, new Violation(field, "OUT_OF_CONTRACT", Shown.of(value, type) + " is not " + contract));
    }

    /** Tells of a list of another length, or of its first element that cannot be one of a type, if there is one. */
    public static List<Violation> listed(
            List<Violation> found, String field, List<?> values, int size, boolean atMost, boolean holes, String type) {
        if (values.size() != size && !(atMost && values.size() < size)) {
            String message = "a list of " + values.size() + ", expected " + (atMost ? "at most " : "") + size;
            return told(found, new Violation(field, "WRONG_TYPE", message));
        }
        boolean time = TIMES.contains(type);
        LongPredicate good = type.equals("date") ? Edge::isDate : Edge::inYears;
        if (type.equals("duration")) {
            good = Edge::isDuration;
        }
        boolean plain = values instanceof DoubleList || values instanceof LongList && !time;
        for (int i = 0; !plain && i < values.size() && (!holes || time || type.equals("string")); i++) {
            Object value = values.get(i);
            if (value == null) {
                if (!holes) {
                    return told(found, new Violation(
                            field, "ABSENT", "[" + i + "]: absent or null, and " + type + " has no null"));
                }
            } else if (value instanceof String text) {
                if (!isText(text)) {
                    return told(found, new Violation(field, "BAD_TEXT", "[" + i + "]: " + notText(text)));
                }
            } else if (time && !good.test((Long) value)) {
                String limits = type.equals("duration") ? DURATIONS : YEARS;
                String message = "[" + i + "]: " + value + " is outside " + limits;
                return told(found, new Violation(field, "OUT_OF_RANGE", message));
            }
        }
        return found;
    }

    private static List<Violation> told(List<Violation> found, Violation violation) {
        List<Violation> all = found == null ? new ArrayList<>() : found;
        all.add(violation);
        return all;
    }

    private static int loneSurrogate(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0xD800 && c <= 0xDFFF) {
                boolean pair = c < 0xDC00 && i + 1 < value.length();
                if (!pair || value.charAt(i + 1) < 0xDC00 || value.charAt(i + 1) > 0xDFFF) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static String notText(String value) {
        int at = loneSurrogate(value);
        int position = value.codePointCount(0, at);
        return String.format(Locale.ROOT, "the lone surrogate U+%04X at %d is no character", (int) value.charAt(at), position);
    }
}
