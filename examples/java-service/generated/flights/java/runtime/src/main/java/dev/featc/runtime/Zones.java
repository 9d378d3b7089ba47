package dev.featc.runtime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Time zones from the pinned data, as tables of instants and offsets. Knows no operator, never asks the system.
 *
 * <p>{@code zones.txt} (made by featc's tools/make_zones.py, which describes its lines) has the changes that tzdata
 * lists; the yearly rule after the last of them is expanded to 9999 here, when a zone is first asked for.
 */
final class Zones {
    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400;
    private static final int LAST_YEAR = 9999;

    /** A fixed offset from UTC in the place of a name. */
    private static final Pattern OFFSET = Pattern.compile("([+-])([01][0-9]|2[0-3]):([0-5][0-9])");

    private static final Map<String, Zone> KNOWN = new ConcurrentHashMap<>();

    private Zones() {}

    /** A moment in seconds, and the offset from it on. */
    private record Change(long start, long offset) {}

    /** Each name's line without the names, read when the first zone is asked for. */
    private static final class Lines {
        static final Map<String, String> BY_NAME = read();

        private static Map<String, String> read() {
            byte[] data = Pins.read("zones.txt", Pins.TZDATA_SHA256);
            Map<String, String> lines = new HashMap<>();
            for (String line : new String(data, StandardCharsets.US_ASCII).split("\n")) {
                int end = line.indexOf('\t'); // not in the first line, which is a remark
                if (end >= 0) {
                    for (String name : line.substring(0, end).split(" ")) {
                        lines.put(name, line.substring(end + 1));
                    }
                }
            }
            return lines;
        }
    }

    /** The zone of this name, or with this offset at all times; IllegalArgumentException where there is none. */
    static Zone zone(String name) {
        return KNOWN.computeIfAbsent(line(name), Zones::parse);
    }

    private static String line(String name) {
        Matcher offset = OFFSET.matcher(name);
        if (offset.matches()) {
            long seconds = Long.parseLong(offset.group(2)) * 3600 + Long.parseLong(offset.group(3)) * 60;
            return (offset.group(1).equals("-") ? -seconds : seconds) + "\t\t-";
        }
        String line = Lines.BY_NAME.get(name);
        if (line == null) {
            throw new IllegalArgumentException(
                    "tzdata " + Pins.TZDATA_VERSION + " has no time zone \"" + name + "\"");
        }
        return line;
    }

    private static Zone parse(String line) {
        String[] parts = line.split("\t");
        List<Change> changes = new ArrayList<>();
        for (String change : parts[1].split(" ")) {
            int colon = change.indexOf(':');
            if (colon >= 0) {
                changes.add(new Change(
                        Long.parseLong(change.substring(0, colon)), Long.parseLong(change.substring(colon + 1))));
            }
        }
        if (!parts[2].equals("-")) {
            changes.addAll(expand(parts[2], changes.get(changes.size() - 1).start()));
        }
        long first = Long.parseLong(parts[0]);
        long[] starts = new long[changes.size()];
        long[] offsets = new long[changes.size() + 1];
        offsets[0] = first * SECOND;
        int count = 0;
        for (Change change : changes) {
            if (change.offset() * SECOND != offsets[count]) {
                starts[count++] = change.start() * SECOND;
                offsets[count] = change.offset() * SECOND;
            }
        }
        return new Zone(Arrays.copyOf(starts, count), Arrays.copyOf(offsets, count + 1));
    }

    /** The changes of a yearly rule later than the instant {@code after}, to the end of 9999, in seconds. */
    private static List<Change> expand(String rule, long after) {
        String[] parts = rule.split(" ");
        long standard = Long.parseLong(parts[0]);
        long summer = Long.parseLong(parts[1]);
        Day start = Day.of(parts[2]);
        Day end = Day.of(parts[3]);
        List<Change> changes = new ArrayList<>();
        for (int year = (int) (1970 + Math.floorDiv(after, 366 * DAY)); year <= LAST_YEAR; year++) {
            // A change is written in the local time that it ends.
            changes.add(new Change(start.moment(year) - standard, summer));
            changes.add(new Change(end.moment(year) - summer, standard));
        }
        changes.removeIf(change -> change.start() <= after);
        changes.sort(Comparator.comparingLong(Change::start));
        return changes;
    }

    /** {@code month.week.weekday/time}: week 5 is the last, weekday 0 is Sunday, the time is local seconds. */
    private record Day(int month, int week, int weekday, long time) {
        static Day of(String text) {
            String[] parts = text.split("[./]");
            return new Day(
                    Integer.parseInt(parts[0]),
                    Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]),
                    Long.parseLong(parts[3]));
        }

        /** Local seconds in a year. */
        long moment(int year) {
            long first = Days.of(year, month, 1);
            int into = Math.floorMod(weekday - (first + 4), 7) + (week - 1) * 7; // 1970-01-01 was a Thursday
            return (first + (into < Days.length(year, month) ? into : into - 7)) * DAY + time;
        }
    }
}
