package com.example.flights;

import flights.v1.Features;
import flights.v1.Flight;
import flights.v1.Flights;
import flights.v1.service.FlightsClient;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;

/**
 * Where features come from. A bad row is a {@link dev.featc.runtime.RowException}, whatever the source; a server that
 * cannot answer is a {@link StatusRuntimeException}.
 */
interface Source extends AutoCloseable {
    /** The features of one row. */
    Features transform(Flight row);

    /** Returns if features can be had now, else throws as transform does. */
    void ready();

    @Override
    void close();

    /** Computes features in this process. */
    final class Here implements Source {
        @Override
        public Features transform(Flight row) {
            return Flights.transform(row);
        }

        @Override
        public void ready() {}

        @Override
        public void close() {}
    }

    /** Asks a featc server, in whatever language that is written. */
    final class Remote implements Source {
        private final FlightsClient client;

        /**
         * Does not connect yet: the server may start later, and may come back. Its calls are refused by a server that
         * computes other features than this program was built for, since the generated client pins their fingerprint.
         */
        Remote(String server, Duration timeout) {
            // in the open, for a server on the same machine; elsewhere it is .tls(), and .token(…)
            client = FlightsClient.builder().target(server).plaintext().deadline(timeout).build();
        }

        @Override
        public Features transform(Flight row) {
            return client.transform(row);
        }

        @Override
        public void ready() {
            String found = client.featureSet().getFingerprint();
            if (!found.equals(Flights.FINGERPRINT)) {
                String words = "the server computes other features: " + found;
                throw Status.FAILED_PRECONDITION.withDescription(words).asRuntimeException();
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
