package benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;
import ten.v1.FeaturesColumns;
import ten.v1.FlightColumns;

/**
 * The ten features of flights as one writes them by hand: with the platform's mathematics and zones and a library's
 * hash. It is what the generated class is compared with, and knows nothing of it but the arrays of its batches.
 */
final class HandWritten {
    /** A row. */
    record Flight(
            String carrier,
            String origin,
            String dest,
            String tailnum,
            double distance,
            Double depDelay,
            Instant schedDep) {}

    /** The features of a row. */
    record Features(
            long depHour,
            boolean redEye,
            double logDistance,
            Long distanceBand,
            String haul,
            long carrierId,
            long route,
            Double delayCapped,
            Boolean leftLate,
            long nMissing) {}

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final double[] BANDS = {250, 500, 1000, 2500};
    private static final XXHash64 XX_HASH = XXHashFactory.fastestJavaInstance().hash64();

    private HandWritten() {}

    static Features transform(Flight row) {
        int hour = row.schedDep().atZone(NEW_YORK).getHour();
        Double delay = row.depDelay();
        return new Features(
                hour,
                hour >= 22 || hour < 5,
                Math.log1p(row.distance()),
                band(row.distance()),
                row.distance() > 2500 ? "long" : "short",
                carrierId(row.carrier()),
                route(row.origin(), row.dest()),
                delay == null ? null : (Double) Math.min(Math.max(delay, -30), 180),
                delay == null ? null : (Boolean) (delay > 15),
                (row.tailnum() == null ? 1 : 0) + (delay == null ? 1 : 0));
    }

    static void transformBatch(FlightColumns in, FeaturesColumns out) {
        for (int i = 0; i < in.rows(); i++) {
            long micros = in.schedDep[i];
            Instant instant = Instant.ofEpochSecond(
                    Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
            int hour = instant.atZone(NEW_YORK).getHour();
            double distance = in.distance[i];
            double delay = in.depDelay[i];
            boolean missing = in.depDelayIsNull[i];
            Long band = band(distance);
            out.depHour[i] = hour;
            out.redEye[i] = hour >= 22 || hour < 5;
            out.logDistance[i] = Math.log1p(distance);
            out.distanceBandIsNull[i] = band == null;
            out.distanceBand[i] = band == null ? 0 : band;
            out.haul[i] = distance > 2500 ? "long" : "short";
            out.carrierId[i] = carrierId(in.carrier[i]);
            out.route[i] = route(in.origin[i], in.dest[i]);
            out.delayCappedIsNull[i] = missing;
            out.delayCapped[i] = Math.min(Math.max(delay, -30), 180);
            out.leftLateIsNull[i] = missing;
            out.leftLate[i] = delay > 15;
            out.nMissing[i] = (in.tailnum[i] == null ? 1 : 0) + (missing ? 1 : 0);
        }
    }

    private static Long band(double distance) {
        if (Double.isNaN(distance)) {
            return null;
        }
        for (int i = 0; i < BANDS.length; i++) {
            if (distance < BANDS[i]) {
                return (long) i;
            }
        }
        return (long) BANDS.length;
    }

    private static long carrierId(String carrier) {
        return switch (carrier) {
            case "AA" -> 0;
            case "B6" -> 1;
            case "DL" -> 2;
            case "EV" -> 3;
            case "MQ" -> 4;
            case "UA" -> 5;
            case "US" -> 6;
            case "WN" -> 7;
            default -> -1;
        };
    }

    private static long route(String origin, String dest) {
        byte[] text = (origin + "-" + dest).getBytes(StandardCharsets.UTF_8);
        return Long.remainderUnsigned(XX_HASH.hash(text, 0, text.length, 0), 4096);
    }
}
