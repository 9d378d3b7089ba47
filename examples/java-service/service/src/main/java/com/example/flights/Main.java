package com.example.flights;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers features of flights over HTTP. It computes them in this process, or asks a featc server for them ({@code
 * --server host:port}): the answers are the same, to the bit.
 */
public final class Main {
    private static final String USAGE =
            """
            usage: java -jar flight-features.jar [--listen host:port] [--server host:port] [--timeout seconds]
              --listen   what to listen on, 127.0.0.1:8080 if not told; port 0 takes a free one
              --server   a featc server to ask, in place of computing here
              --timeout  how long the featc server may take, 2 seconds if not told
            """;

    private Main() {}

    /** Answers until a signal, then what it has accepted. */
    public static void main(String[] args) throws IOException {
        Map<String, String> flags = new HashMap<>(Map.of("--listen", "127.0.0.1:8080", "--server", "", "--timeout", "2"));
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length || flags.replace(args[i], args[i + 1]) == null) {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else the second half of an answer waits for 40 ms
        Service service = new Service(address(flags.get("--listen")), source(flags));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service)));
        InetSocketAddress address = service.start();
        System.out.printf("listening on http://%s:%d%n", address.getAddress().getHostAddress(), address.getPort());
    }

    private static Source source(Map<String, String> flags) {
        String server = flags.get("--server");
        if (server.isEmpty()) {
            return new Source.Here();
        }
        return new Source.Remote(server, Duration.ofMillis(Math.round(Double.parseDouble(flags.get("--timeout")) * 1000)));
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    private static void stop(Service service) {
        try {
            service.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
