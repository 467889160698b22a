package dev.hallmark.messaging.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts the events of a newer version that a consumer skips, so that an unfinished upgrade shows. */
@ApplicationScoped
class UnknownEvents {

    private final MeterRegistry meters;

    UnknownEvents(MeterRegistry meters) {
        this.meters = meters;
    }

    void skipped(String consumer) {
        meters.counter("hallmark.inbox.skipped", "consumer", consumer).increment();
    }
}
