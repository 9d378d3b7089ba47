package benchmarks;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import ten.v1.Flight;
import ten.v1.FlightColumns;

/**
 * The rows of all contenders. The system property {@code rows} names a file of JSON: carrier, origin, dest, tailnum,
 * distance, dep_delay, sched_dep in microseconds.
 */
final class Rows {
    final HandWritten.Flight[] byHand;
    final Flight[] generated;
    final FlightColumns columns;

    Rows() {
        JsonArray lines = read();
        byHand = new HandWritten.Flight[lines.size()];
        generated = new Flight[lines.size()];
        columns = new FlightColumns(lines.size());
        for (int i = 0; i < byHand.length; i++) {
            JsonArray line = lines.get(i).getAsJsonArray();
            long micros = line.get(6).getAsLong();
            HandWritten.Flight row = new HandWritten.Flight(
                    line.get(0).getAsString(),
                    line.get(1).getAsString(),
                    line.get(2).getAsString(),
                    line.get(3).isJsonNull() ? null : line.get(3).getAsString(),
                    line.get(4).getAsDouble(),
                    line.get(5).isJsonNull() ? null : (Double) line.get(5).getAsDouble(),
                    Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
            byHand[i] = row;
            generated[i] = Flight.builder()
                    .carrier(row.carrier())
                    .origin(row.origin())
                    .dest(row.dest())
                    .tailnum(row.tailnum())
                    .distance(row.distance())
                    .depDelay(row.depDelay())
                    .schedDepMicros(micros)
                    .build();
            columns.carrier[i] = row.carrier();
            columns.origin[i] = row.origin();
            columns.dest[i] = row.dest();
            columns.tailnum[i] = row.tailnum();
            columns.distance[i] = row.distance();
            columns.depDelay[i] = row.depDelay() == null ? 0 : row.depDelay();
            columns.depDelayIsNull[i] = row.depDelay() == null;
            columns.schedDep[i] = micros;
        }
    }

    private static JsonArray read() {
        try {
            JsonElement parsed = JsonParser.parseString(Files.readString(Path.of(System.getProperty("rows"))));
            return parsed.getAsJsonArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
