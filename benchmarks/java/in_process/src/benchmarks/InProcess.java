package benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import ten.v1.Features;
import ten.v1.FeaturesColumns;
import ten.v1.Ten;

/** The generated class beside the one that is written by hand, row by row; and columns, all rows at a time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InProcess {
    private final Rows rows = new Rows();
    private final FeaturesColumns out = new FeaturesColumns(rows.byHand.length);
    private int next;

    private int next() {
        next = next + 1 == rows.byHand.length ? 0 : next + 1;
        return next;
    }

    @Benchmark
    public Object hand() {
        return HandWritten.transform(rows.byHand[next()]);
    }

    @Benchmark
    public Features transform() {
        return Ten.transform(rows.generated[next()]);
    }

    @Benchmark
    public Object handBatch() {
        HandWritten.transformBatch(rows.columns, out);
        return out;
    }

    @Benchmark
    public Object transformBatch() {
        return Ten.transformBatch(rows.columns, out);
    }
}
