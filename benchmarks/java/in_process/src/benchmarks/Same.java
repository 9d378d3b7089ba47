package benchmarks;

import ten.v1.Features;
import ten.v1.FeaturesColumns;
import ten.v1.Ten;

/** Whether all compute the same features of all rows; the platform's mathematics is allowed the last bit. */
public final class Same {
    private Same() {}

    /** Ends with 1 and the first row that differs, or with 0. */
    public static void main(String[] arguments) {
        Rows rows = new Rows();
        int count = rows.byHand.length;
        FeaturesColumns batch = new FeaturesColumns(count);
        FeaturesColumns batchByHand = new FeaturesColumns(count);
        HandWritten.transformBatch(rows.columns, batchByHand);
        if (Ten.transformBatch(rows.columns, batch) != null) {
            throw new IllegalStateException("the batch refuses a row");
        }
        for (int i = 0; i < count; i++) {
            Features one = Ten.transform(rows.generated[i]);
            HandWritten.Features generated = new HandWritten.Features(
                    one.depHour(),
                    one.redEye(),
                    one.logDistance(),
                    one.distanceBand(),
                    one.haul(),
                    one.carrierId(),
                    one.route(),
                    one.delayCapped(),
                    one.leftLate(),
                    one.nMissing());
            compare(i, generated, row(batch, i));
            compare(i, generated, HandWritten.transform(rows.byHand[i]));
            compare(i, generated, row(batchByHand, i));
        }
        System.out.println(count + " rows are the same");
    }

    private static HandWritten.Features row(FeaturesColumns from, int i) {
        return new HandWritten.Features(
                from.depHour[i],
                from.redEye[i],
                from.logDistance[i],
                from.distanceBandIsNull[i] ? null : (Long) from.distanceBand[i],
                from.haul[i],
                from.carrierId[i],
                from.route[i],
                from.delayCappedIsNull[i] ? null : (Double) from.delayCapped[i],
                from.leftLateIsNull[i] ? null : (Boolean) from.leftLate[i],
                from.nMissing[i]);
    }

    private static void compare(int i, HandWritten.Features one, HandWritten.Features other) {
        boolean near = Math.abs(one.logDistance() - other.logDistance()) <= Math.ulp(one.logDistance());
        HandWritten.Features same = new HandWritten.Features(
                other.depHour(),
                other.redEye(),
                one.logDistance(),
                other.distanceBand(),
                other.haul(),
                other.carrierId(),
                other.route(),
                other.delayCapped(),
                other.leftLate(),
                other.nMissing());
        if (!near || !one.equals(same)) {
            System.err.println("row " + i + ": " + one + " and " + other);
            System.exit(1);
        }
    }
}
