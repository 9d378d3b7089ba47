package dev.featc.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Operations on lists, with null at null elements (SEMANTICS.md#lists). Knows no operator of another family.
 *
 * <p>Nothing writes to a list once it is made, so a part of one may be a view of it.
 */
public final class Lists {
    private Lists() {}

    /** The element at a position that every x has, from 0; null for a null element. */
    public static <T> T elementAt(List<T> x, long index) {
        return x.get((int) index);
    }

    /** The element at a position, from 0; null for a null element and for a position outside the list. */
    public static <T> T element(List<T> x, long index) {
        return 0 <= index && index < x.size() ? x.get((int) index) : null;
    }

    /** The first elements, at most {@code limit}. */
    public static <T> List<T> head(List<T> x, long limit) {
        return sliceList(x, 0, limit);
    }

    /** How many elements, null ones too. */
    public static <T> long lengthList(List<T> x) {
        return x.size();
    }

    /** How many elements are not null. */
    public static <T> long countList(List<T> x) {
        long count = 0;
        for (int i = 0; i < x.size(); i++) {
            if (x.get(i) != null) {
                count++;
            }
        }
        return count;
    }

    /** The elements of x, then those of y. */
    public static <T> List<T> concatList(List<T> x, List<T> y) {
        List<T> both = new ArrayList<>(x.size() + y.size());
        both.addAll(x);
        both.addAll(y);
        return both;
    }

    /** The elements from a position on; a negative one counts from the end. */
    public static <T> List<T> sliceFromList(List<T> x, long start) {
        return sliceList(x, start, x.size());
    }

    /** The elements from start up to, without, stop; a negative position counts from the end. */
    public static <T> List<T> sliceList(List<T> x, long start, long stop) {
        int first = position(start, x.size());
        int end = position(stop, x.size());
        return first < end ? x.subList(first, end) : Collections.emptyList();
    }

    /** A position that may count from the end, moved into a list or string of this length. */
    static int position(long position, int length) {
        return (int) Math.min(Math.max(position < 0 ? position + length : position, 0), length);
    }

    /** The elements in the opposite order. */
    public static <T> List<T> reverseList(List<T> x) {
        List<T> turned = new ArrayList<>(x);
        Collections.reverse(turned);
        return turned;
    }

    /** Numbers in order, then NaN, then nulls. */
    public static <T> List<T> sortList(List<T> x, boolean descending) {
        List<T> sorted = sorted(x, descending);
        sorted.addAll(Collections.nCopies(x.size() - sorted.size(), null));
        return sorted;
    }

    /** The k greatest, the greatest first, NaN after all numbers, without nulls. */
    public static <T> List<T> topKList(List<T> x, long k) {
        return sliceList(sorted(x, true), 0, k);
    }

    /** The first of each value; one NaN, one null, and 0.0 is -0.0. */
    public static <T> List<T> distinctList(List<T> x) {
        List<T> first = new ArrayList<>(x.size());
        Set<Object> seen = new HashSet<>();
        for (T v : x) {
            Object key = v instanceof Double && (Double) v == 0.0 ? (Object) 0.0 : v;
            if (seen.add(key)) {
                first.add(v);
            }
        }
        return first;
    }

    /** Whether an element equals the item; NaN and null elements equal nothing. */
    public static <T> boolean containsList(List<T> x, T item) {
        if (item instanceof Double) {
            double number = (Double) item;
            for (T v : x) {
                if (v != null && (Double) v == number) {
                    return true;
                }
            }
            return false;
        }
        return x.contains(item);
    }

    /** The least element that is not null, NaN if there is one; null where there is none. */
    public static <T> T minList(List<T> x) {
        int place = extreme(x, -1);
        return place < 0 ? null : x.get(place);
    }

    /** The greatest element that is not null, NaN if there is one; null where there is none. */
    public static <T> T maxList(List<T> x) {
        int place = extreme(x, 1);
        return place < 0 ? null : x.get(place);
    }

    /** The position of the first element that is the least. */
    public static <T> Long argminList(List<T> x) {
        int place = extreme(x, -1);
        return place < 0 ? null : (Long) (long) place;
    }

    /** The position of the first element that is the greatest. */
    public static <T> Long argmaxList(List<T> x) {
        int place = extreme(x, 1);
        return place < 0 ? null : (Long) (long) place;
    }

    /** The order of elements of one type that are not null: -0.0 before 0.0, NaN behind all numbers. */
    private static <T> int order(T x, T y) {
        if (x instanceof String) {
            return Comparison.compareCodePoints((String) x, (String) y);
        }
        @SuppressWarnings("unchecked")
        Comparable<T> left = (Comparable<T>) x; // a Long, Double or Boolean, and y another
        return left.compareTo(y);
    }

    private static boolean isNan(Object x) {
        return x instanceof Double && ((Double) x).isNaN();
    }

    private static <T> List<T> sorted(List<T> x, boolean descending) {
        List<T> numbers = new ArrayList<>(x.size());
        List<T> nans = new ArrayList<>();
        for (T v : x) {
            if (v != null) {
                (isNan(v) ? nans : numbers).add(v);
            }
        }
        if (descending) {
            numbers.sort((v, w) -> order(w, v));
        } else {
            numbers.sort(Lists::order);
        }
        numbers.addAll(nans);
        return numbers;
    }

    /** Where the first NaN is, else the first least (sign -1) or greatest (sign 1) element; -1 where there is none. */
    private static <T> int extreme(List<T> x, int sign) {
        int found = -1;
        T best = null;
        for (int i = 0; i < x.size(); i++) {
            T v = x.get(i);
            if (v == null) {
                continue;
            }
            if (isNan(v)) {
                return i;
            }
            if (best == null || Integer.signum(order(v, best)) == sign) {
                found = i;
                best = v;
            }
        }
        return found;
    }
}
