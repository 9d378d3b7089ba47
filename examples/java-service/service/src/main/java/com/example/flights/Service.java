package com.example.flights;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.featc.runtime.RowException;
import flights.v1.Flights;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Answers POST /features and GET /healthz. */
final class Service {
    /** Far more than a row needs, and less than a featc server takes. */
    private static final int MAX_BODY = 1 << 20;

    private static final int THREADS = 64;
    private static final String AWAY = "the features cannot be had at the moment";
    private static final System.Logger LOG = System.getLogger(Service.class.getName());

    private final Source source;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    Service(InetSocketAddress address, Source source) throws IOException {
        this.source = source;
        server = HttpServer.create(address, 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
    }

    /** Starts answering; the address is the one it has got. */
    InetSocketAddress start() {
        server.start();
        return server.getAddress();
    }

    /** Takes nothing new, and returns when what was taken is answered. */
    void stop() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(10, TimeUnit.SECONDS);
        server.stop(0);
        source.close();
    }

    /** An answer: status and body. */
    private record Answer(int status, Map<String, ?> body) {
        static Answer refusal(int status, String sentence) {
            return new Answer(status, Map.of("error", sentence));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = route(exchange);
            byte[] text = (JsonText.of(answer.body()) + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), text.length);
            exchange.getResponseBody().write(text);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a request was not answered", e);
            throw e;
        }
    }

    private Answer route(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = Map.of("/features", "POST", "/healthz", "GET").get(path);
        if (method == null) {
            return Answer.refusal(404, "there are POST /features and GET /healthz");
        }
        if (!method.equals(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", method);
            return Answer.refusal(405, path + " takes " + method);
        }
        return path.equals("/healthz") ? health() : features(exchange);
    }

    private Answer features(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            return Answer.refusal(413, "a row has at most " + MAX_BODY + " bytes");
        }
        try {
            return new Answer(200, source.transform(RowReader.read(body)).toMap());
        } catch (RowReader.NoObject e) {
            return Answer.refusal(400, e.getMessage());
        } catch (RowException e) {
            return refusal(e);
        } catch (StatusRuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, e.getMessage());
            return switch (e.getStatus().getCode()) {
                case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED -> Answer.refusal(503, AWAY);
                default -> Answer.refusal(502, "the features cannot be had of this server");
            };
        }
    }

    private static Answer refusal(RowException bad) {
        List<Map<String, String>> told = bad.violations().stream()
                .map(v -> {
                    Map<String, String> violation = new LinkedHashMap<>();
                    violation.put("field", v.field());
                    violation.put("reason", v.reason());
                    violation.put("message", v.message());
                    return violation;
                })
                .toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", "the row is bad");
        body.put("violations", told);
        return new Answer(400, body);
    }

    private Answer health() {
        try {
            source.ready();
        } catch (StatusRuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, e.getMessage());
            return Answer.refusal(503, AWAY);
        }
        Map<String, String> body = new LinkedHashMap<>();
        body.put("featureset", Flights.NAME);
        body.put("fingerprint", Flights.FINGERPRINT);
        return new Answer(200, body);
    }
}
