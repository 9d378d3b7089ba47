package dev.featc.runtime.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The command line of a generated service. Knows arguments and exit codes only. */
public final class Command {
    private static final String LOG_FORMAT = "%1$tF %1$tT,%1$tL %4$s %5$s%6$s%n";
    private static final String HELP =
            """
            usage: %s [--host HOST] [--port PORT] [--grace SECONDS] [--max-message-bytes N] [--max-batch-rows N]
                   [--max-calls N] [--max-streams N] [--certificate PATH]

            Serves the feature set %s over gRPC.

              --host HOST            address to listen on (default: 127.0.0.1)
              --port PORT            0 takes a free port (default: 50051)
              --grace SECONDS        seconds for calls in flight at the end (default: 30)
              --max-message-bytes N  most bytes of one request (default: 4194304)
              --max-batch-rows N     most rows of one batch (default: 10000)
              --max-calls N          most calls worked on at once; as many again may wait (default: 256)
              --max-streams N        most streams of rows that are open at once (default: 32)
              --certificate PATH     the CERTIFICATE.json that GetFeatureSet shows
            """;

    private Command() {}

    /**
     * Serves until a signal, then ends the process. Exit codes: 0 after a drain, 2 wrong arguments, 69 the address cannot
     * be had.
     */
    public static void main(Answers answers, String... args) {
        System.exit(run(answers, args));
    }

    private static int run(Answers answers, String... args) {
        String program = answers.name();
        Arguments given;
        try {
            given = new Arguments(args);
            if (given.certificate != null) {
                answers = Certified.of(answers, Path.of(given.certificate));
            }
        } catch (IllegalArgumentException e) {
            System.err.println(HELP.formatted(program, program).lines().limit(2).reduce((x, y) -> x + "\n" + y).get());
            System.err.println(program + ": error: " + Visible.writtenOut(e.getMessage()));
            return 2;
        }
        if (given.help) {
            System.out.print(HELP.formatted(program, program));
            return 0;
        }
        if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
            System.setProperty("java.util.logging.SimpleFormatter.format", LOG_FORMAT);
        }
        Visible.inLogs();
        CountDownLatch wanted = new CountDownLatch(1);
        CountDownLatch hurry = new CountDownLatch(1);
        Signals.handle(() -> (wanted.getCount() == 0 ? hurry : wanted).countDown());
        RunningServer running;
        try {
            running = RunningServer.start(answers, given.limits(), given.host, given.port);
        } catch (IOException e) {
            System.err.println(Visible.writtenOut(e.getMessage()));
            return 69;
        }
        System.out.println(program + " listens on " + running.address());
        System.out.flush();
        try {
            wanted.await();
            Thread impatient = new Thread(() -> hurry(running, hurry), "featc-hurry");
            impatient.setDaemon(true);
            impatient.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.stop(given.grace, RunningServer.NOTICE);
        return 0;
    }

    private static void hurry(RunningServer running, CountDownLatch hurry) {
        try {
            hurry.await();
            running.hurry();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was asked for; IllegalArgumentException if that is nothing that can be. */
    private static final class Arguments {
        String host = RunningServer.LOOPBACK;
        int port = 50051;
        double grace = RunningServer.GRACE;
        boolean help;
        String certificate;
        private final Map<String, Integer> limits = new LinkedHashMap<>();

        Arguments(String... args) {
            for (int i = 0; i < args.length; i++) {
                int mark = args[i].indexOf('=');
                String name = mark < 0 ? args[i] : args[i].substring(0, mark);
                if (name.equals("-h") || name.equals("--help")) {
                    help = true;
                    continue;
                }
                if (!name.matches("--(host|port|grace|certificate|max-(message-bytes|batch-rows|calls|streams))")) {
                    throw new IllegalArgumentException("unrecognized arguments: " + args[i]);
                }
                if (mark < 0 && i + 1 == args.length) {
                    throw new IllegalArgumentException("argument " + name + ": expected one argument");
                }
                take(name, mark < 0 ? args[++i] : args[i].substring(mark + 1));
            }
        }

        private void take(String name, String value) {
            switch (name) {
                case "--host" -> host = value;
                case "--certificate" -> certificate = value;
                case "--port" -> port = number(name, value, 0, 65_535, "a port is 0 to 65535");
                case "--grace" -> grace = seconds(name, value);
                default -> limits.put(name, number(name, value, 1, Integer.MAX_VALUE, "a positive integer is needed"));
            }
        }

        Limits limits() {
            Limits usual = Limits.DEFAULT;
            return new Limits(
                    limits.getOrDefault("--max-message-bytes", usual.messageBytes()),
                    limits.getOrDefault("--max-batch-rows", usual.batchRows()),
                    limits.getOrDefault("--max-calls", usual.calls()),
                    limits.getOrDefault("--max-streams", usual.streams()));
        }

        private static int number(String name, String value, int low, int high, String rule) {
            if (value.matches("[0-9]{1,10}")) {
                long number = Long.parseLong(value);
                if (number >= low && number <= high) {
                    return (int) number;
                }
            }
            throw new IllegalArgumentException("argument " + name + ": " + rule);
        }

        private static double seconds(String name, String value) {
            if (value.matches("[0-9]{1,9}([.][0-9]{0,9})?")) {
                return Double.parseDouble(value);
            }
            throw new IllegalArgumentException("argument " + name + ": invalid seconds: " + value);
        }
    }
}
