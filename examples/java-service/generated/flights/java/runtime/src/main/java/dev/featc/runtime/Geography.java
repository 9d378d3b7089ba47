package dev.featc.runtime;

import java.util.List;
import java.util.Map;

/**
 * Points on the globe, single values (SEMANTICS.md#geography). Knows no nulls among its operands.
 *
 * <p>A table of points comes prepared with what the formula needs of each.
 */
public final class Geography {
    /** Twice the mean radius of the earth, 6371.0088 km. */
    private static final double DIAMETER_KM = 12742.0176;

    private Geography() {}

    /** The great-circle distance in kilometres of two points in degrees; NaN where one is NaN or infinite. */
    public static double haversineKmFloat64(double lat1, double lon1, double lat2, double lon2) {
        double h = haversine(lat2 - lat1, lon2 - lon1, cosine(lat1) * cosine(lat2));
        if (h > 1.0) {
            h = 1.0;
        } else if (h < 0.0) { // only where angles are so large that their sum and difference do not fit
            h = 0.0;
        }
        return DIAMETER_KM * FdlibmArc.asinFloat64(Math.sqrt(h));
    }

    /** The haversine of the angle between two points, by their differences and the product of their cosines. */
    private static double haversine(double lat, double lon, double cosines) {
        return halfSineSquared(lat) + cosines * halfSineSquared(lon);
    }

    /** The square of the sine of half an angle. */
    private static double halfSineSquared(double degrees) {
        double sine = FdlibmTrig.sinFloat64(FdlibmComposed.radiansFloat64(degrees) * 0.5);
        return sine * sine;
    }

    /** The cosine of an angle. */
    private static double cosine(double degrees) {
        return FdlibmTrig.cosFloat64(FdlibmComposed.radiansFloat64(degrees));
    }

    /**
     * A point of a table.
     *
     * @param name its name
     * @param lat its latitude in degrees
     * @param lon its longitude in degrees
     * @param cosine the cosine of its latitude
     */
    public record Point(String name, double lat, double lon, double cosine) {}

    /** The name of the nearest point of the table, the first of equally near ones; null for what is no finite point. */
    public static String nearest(List<Double> point, Point[] table) {
        if (point.size() != 2 || DoubleList.hasNull(point)) {
            return null;
        }
        double[] values = DoubleList.values(point);
        double lat = values[0];
        double lon = values[1];
        double own = cosine(lat);
        String name = null;
        double least = Double.POSITIVE_INFINITY;
        for (Point other : table) {
            double h = haversine(other.lat - lat, other.lon - lon, own * other.cosine);
            if (h < least) {
                name = other.name;
                least = h;
            }
        }
        return name;
    }

    /** The prepared form of a literal map of points. */
    public static Geography.Point[] prepareNearest(List<Map.Entry<String, LatLon>> pairs) {
        return pairs.stream().map(pair -> point(pair.getKey(), pair.getValue())).toArray(Point[]::new);
    }

    private static Point point(String name, LatLon at) {
        return new Point(name, at.lat(), at.lon(), cosine(at.lat()));
    }
}
