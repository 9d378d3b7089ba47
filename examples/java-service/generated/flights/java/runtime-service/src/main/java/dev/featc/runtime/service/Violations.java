package dev.featc.runtime.service;

import dev.featc.runtime.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is wrong with one row on the wire, collected while it is read. Knows no rule of a feature set: what those find is
 * put beside it, in the order of the fields.
 */
public final class Violations {
    private List<Violation> found = List.of();

    /** One more. A field has at most one. */
    public void add(String field, String reason, String message) {
        if (found.isEmpty()) {
            found = new ArrayList<>();
        }
        found.add(new Violation(field, reason, message));
    }

    /** Whether nothing was wrong. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** What was found, in the order in which it was. */
    public List<Violation> found() {
        return found;
    }

    /**
     * These and others in the order of the fields; of a field that is in both, only what the wire found.
     *
     * @param others those of the feature set
     * @param fields the names of the fields in their order, each line some of them with blanks between
     */
    public List<Violation> with(List<Violation> others, String... fields) {
        if (others.isEmpty()) {
            return found;
        }
        Map<String, Integer> order = new HashMap<>();
        for (String line : fields) {
            for (String field : line.split(" ")) {
                order.put(field, order.size());
            }
        }
        List<Violation> all = new ArrayList<>(found);
        Set<String> told = new HashSet<>();
        found.forEach(x -> told.add(x.field()));
        others.stream().filter(x -> !told.contains(x.field())).forEach(all::add);
        all.sort((x, y) -> Integer.compare(order.getOrDefault(x.field(), -1), order.getOrDefault(y.field(), -1)));
        return all;
    }
}
