package dev.hallmark.attestation.challenge;

import dev.hallmark.attestation.refusal.Refusals;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.time.ShuttingDown;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Publishes which devices got no challenge because their policy requires TLS 1.3. The reason is looked up for all of them
 * once a second, after they have been answered, so that an answer takes the same time whatever the reason is, and repeated
 * requests of a device do not fill the disk. A crash loses the refusals of that second.
 */
@ApplicationScoped
class TlsRefusals {

    private static final int MOST = 10_000;

    private final ChallengeTable challenges;
    private final Refusals refusals;
    private final Set<DeviceId> devices = ConcurrentHashMap.newKeySet();

    TlsRefusals(ChallengeTable challenges, Refusals refusals) {
        this.challenges = challenges;
        this.refusals = refusals;
    }

    /** Adds the key of a request over an older or unknown version of TLS, registered or not; more than 10,000 are ignored. */
    void add(DeviceId refused) {
        if (devices.size() < MOST) {
            devices.add(refused);
        }
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP, skipExecutionIf = ShuttingDown.class)
    Uni<Void> publish() {
        var refused = Set.copyOf(devices);
        return refused.isEmpty()
                ? Uni.createFrom().voidItem()
                : challenges.tls13Only(refused).chain(refusals::publish).invoke(() -> devices.removeAll(refused));
    }
}
