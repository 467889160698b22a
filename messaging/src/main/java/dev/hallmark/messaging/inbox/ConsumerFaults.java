package dev.hallmark.messaging.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The fault that each waiting consumer is retrying. */
@ApplicationScoped
class ConsumerFaults {

    private final Map<String, Fault> faults = new ConcurrentHashMap<>();

    record Fault(Instant since, String what) {
        Fault becomes(String now) {
            return new Fault(since, now);
        }
    }

    void waits(String consumer, Throwable cause) {
        var what = String.valueOf(cause.getMessage());
        faults.merge(consumer, new Fault(Instant.now(), what), (first, last) -> first.becomes(what));
    }

    void resumes(String consumer) {
        faults.remove(consumer);
    }

    Map<String, Fault> byConsumer() {
        return new TreeMap<>(faults);
    }
}
