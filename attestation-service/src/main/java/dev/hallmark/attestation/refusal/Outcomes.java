package dev.hallmark.attestation.refusal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.stream.Stream;

/** Counts attestations of known devices: those that succeeded, and those that were refused, by reason. */
@ApplicationScoped
public class Outcomes {

    private static final String ATTESTED = "attested";
    private static final String REFUSED = "refused";

    private final MeterRegistry meters;

    Outcomes(MeterRegistry meters) {
        this.meters = meters;
    }

    /** All counters exist before the first attestation, since Prometheus sees no increase of one that begins with 1. */
    void start(@Observes StartupEvent event) {
        counter(ATTESTED, "").increment(0);
        Stream.of(RefusalReason.values())
                .forEach(reason -> counter(REFUSED, reason.text()).increment(0));
    }

    public void attested() {
        counter(ATTESTED, "").increment();
    }

    void refused(RefusalReason reason) {
        counter(REFUSED, reason.text()).increment();
    }

    private Counter counter(String outcome, String reason) {
        return meters.counter("hallmark.attestations", "outcome", outcome, "reason", reason);
    }
}
