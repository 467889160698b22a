package dev.hallmark.attestation.challenge;

import dev.hallmark.attestation.AttestationException;
import dev.hallmark.attestation.AttestationException.Code;
import dev.hallmark.commons.identity.DeviceId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Counts requests of unknown devices and evidence for unknown challenges, and logs one of them every ten seconds: an event
 * for each would let anybody fill the disk.
 */
@Startup
@ApplicationScoped
class UnknownDeviceLog {

    private static final Logger LOG = Logger.getLogger(UnknownDeviceLog.class);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final Counter devices;
    private final Counter challenges;
    private final Clock clock;
    private final AtomicReference<Instant> nextLine = new AtomicReference<>(Instant.EPOCH);

    UnknownDeviceLog(MeterRegistry metrics, Clock clock) {
        this.devices = metrics.counter("hallmark.attestation.unknown", "what", "device");
        this.challenges = metrics.counter("hallmark.attestation.unknown", "what", "challenge");
        this.clock = clock;
    }

    /** One answer for a key never registered and a device in no batch, suspended, revoked, retired or transferring. */
    AttestationException device(DeviceId id) {
        devices.increment();
        if (isTimeForALine()) {
            LOG.infof("challenge refused (one of %.0f) device=%s", devices.count(), id);
        }
        return AttestationException.noChallenge();
    }

    AttestationException challenge() {
        challenges.increment();
        if (isTimeForALine()) {
            LOG.infof("evidence for an unknown challenge (one of %.0f)", challenges.count());
        }
        return new AttestationException(Code.ATTESTATION_FAILED, "no such challenge");
    }

    private boolean isTimeForALine() {
        var now = clock.instant();
        var next = nextLine.get();
        return !now.isBefore(next) && nextLine.compareAndSet(next, now.plus(BETWEEN_LINES));
    }
}
