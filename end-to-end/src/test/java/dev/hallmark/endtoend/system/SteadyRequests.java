package dev.hallmark.endtoend.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Operators, devices and readers of public objects who ask for every operation that the services have, one after the
 * other and from the beginning again, until they are stopped.
 */
public final class SteadyRequests implements AutoCloseable {

    private static final int OPERATORS = 3;
    private static final int DEVICES = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Sandbox sandbox;
    private final List<ApiOperation> operations;
    private final OperatorRequests operator;
    private final List<DeviceRequests> devices = new ArrayList<>();
    private final List<Future<?>> senders = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private AnswerLog log = new AnswerLog();
    private volatile boolean stopped;

    private SteadyRequests(Sandbox sandbox) throws Exception {
        this.sandbox = sandbox;
        this.operations = ApiOperation.all(sandbox);
        this.operator = new OperatorRequests(sandbox);
    }

    /** Sends one request and writes down its answer. */
    private interface Sender {
        void ask(ApiOperation operation) throws IOException, InterruptedException;
    }

    /** What happens while they ask. */
    public interface Work {
        void run() throws Exception;
    }

    /** Prepares what the requests will name. */
    public static SteadyRequests prepare(Sandbox sandbox) throws Exception {
        var requests = new SteadyRequests(sandbox);
        for (int number = 0; number < DEVICES; number++) {
            requests.devices.add(new DeviceRequests(sandbox));
        }
        return requests;
    }

    /** What they were answered during this; fails if somebody could not go on. */
    public AnswerLog during(Work work) throws Exception {
        log = new AnswerLog();
        stopped = false;
        senders.clear();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            begin(threads);
            try {
                work.run();
            } finally {
                stopped = true;
            }
        }
        for (var sender : senders) {
            sender.get();
        }
        return log;
    }

    private void begin(ExecutorService threads) {
        for (int number = 0; number < OPERATORS; number++) {
            send(threads, ApiOperation::isForOperators, this::askOperator);
        }
        for (var device : devices) {
            send(threads, SteadyRequests::isForDevices, operation -> askDevice(device, operation));
        }
        send(threads, operation -> operation.isPublic() || operation.isForServices(), this::askReader);
    }

    /** Each in an order of its own, so that every service is asked at any time. */
    private void send(ExecutorService threads, Predicate<ApiOperation> which, Sender sender) {
        var mine = operations.stream().filter(which).collect(Collectors.toList());
        Collections.shuffle(mine, new Random(senders.size()));
        senders.add(threads.submit(() -> {
            for (int next = 0; !stopped; next++) {
                sender.ask(mine.get(next % mine.size()));
            }
            return null;
        }));
    }

    private void askOperator(ApiOperation operation) throws InterruptedException {
        ask(operation.toString(), operator.to(operation));
    }

    private static boolean isForDevices(ApiOperation operation) {
        return !operation.isForOperators() && !operation.isForServices();
    }

    private void askReader(ApiOperation operation) throws InterruptedException {
        var server = operation.isPublic() ? "pki" : operation.service();
        var address = URI.create(sandbox.address(server) + operation.filled(DeviceRequests::publicValue));
        ask(
                "plain " + operation,
                HttpRequest.newBuilder(address).timeout(PATIENCE).build());
    }

    private void ask(String operation, HttpRequest request) throws InterruptedException {
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            boolean retryAfter = answer.headers().firstValue("Retry-After").isPresent();
            log.add(operation, answer.statusCode(), retryAfter, answer.body());
        } catch (IOException e) {
            log.add(operation, AnswerLog.NO_ANSWER, false, e.toString());
        }
    }

    private void askDevice(DeviceRequests device, ApiOperation operation) {
        try {
            var answer = device.send(operation);
            log.add(operation.toString(), answer.status(), answer.retryAfter().isPositive(), answer.body());
        } catch (IOException e) {
            log.add(operation.toString(), AnswerLog.NO_ANSWER, false, e.toString());
        }
    }

    @Override
    public void close() {
        http.close();
        devices.forEach(DeviceRequests::close);
    }
}
