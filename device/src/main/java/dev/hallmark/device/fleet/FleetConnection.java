package dev.hallmark.device.fleet;

import dev.hallmark.device.connection.ConnectionDetails;
import dev.hallmark.device.identity.RootOfTrustFailedException;
import dev.hallmark.device.mqtt.MqttFailedException;
import dev.hallmark.device.mqtt.MqttSession;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Connects a fleet to its broker once. */
final class FleetConnection {

    private final ConnectOptions options;
    private final FleetListener listener;
    private final Queue<Duration> connects = new ConcurrentLinkedQueue<>();
    private final Queue<Duration> deliveries = new ConcurrentLinkedQueue<>();
    private final LongAdder published = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final Tally reasons = new Tally();
    private final Tally failures = new Tally();

    FleetConnection(ConnectOptions options, FleetListener listener) {
        this.options = options;
        this.listener = listener;
    }

    ConnectReport run(List<FleetDevice> devices) throws InterruptedException {
        var begin = System.nanoTime();
        Parallel.forEach(devices, options.concurrency(), device -> listener.finished(device, use(device)));
        return new ConnectReport(
                devices.size(),
                connects.size(),
                since(begin),
                published.sum(),
                received.sum(),
                reasons.counts(),
                failures.counts(),
                Percentiles.of(connects),
                Percentiles.of(deliveries));
    }

    private boolean use(FleetDevice device) {
        try {
            exchange(device.connection(), device);
            return true;
        } catch (MqttFailedException e) {
            failures.count(e.getMessage());
        } catch (RootOfTrustFailedException e) {
            failures.count(e.getMessage());
        } catch (IOException e) {
            failures.count("files: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.count("interrupted");
        }
        return false;
    }

    private void exchange(ConnectionDetails details, FleetDevice device)
            throws IOException, MqttFailedException, InterruptedException {
        var answers = new Semaphore(0);
        var begin = System.nanoTime();
        try (var session = MqttSession.open(details, device.certificate(), message -> answers.release())) {
            connects.add(since(begin));
            for (var filter : details.subscribe()) {
                reasons.count("subscribe " + session.subscribe(filter));
            }
            for (var number = 1; number <= options.messages(); number++) {
                publish(session, details, number);
            }
            if (options.application().isPresent()) {
                awaitAnswers(answers);
            }
        }
    }

    private void publish(MqttSession session, ConnectionDetails details, int number)
            throws MqttFailedException, InterruptedException {
        var begin = System.nanoTime();
        var reason = session.publish(topic(details), "{\"message\":" + number + "}");
        deliveries.add(since(begin));
        reasons.count("publish " + reason);
        if (reason.accepted()) {
            published.increment();
        }
    }

    private static String topic(ConnectionDetails details) {
        var filter = details.publish().getFirst();
        return filter.endsWith("/#") ? filter.substring(0, filter.length() - 1) + "telemetry" : filter;
    }

    private void awaitAnswers(Semaphore answers) throws InterruptedException {
        var deadline = System.nanoTime() + options.answers().toNanos();
        for (var number = 0; number < options.messages(); number++) {
            if (!answers.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
            received.increment();
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
