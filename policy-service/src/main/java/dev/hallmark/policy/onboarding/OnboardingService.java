package dev.hallmark.policy.onboarding;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.events.Event;
import dev.hallmark.events.Events;
import dev.hallmark.events.certificate.CertificateIssued;
import dev.hallmark.events.registry.Standing;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.policy.policy.Policy;
import dev.hallmark.policy.policy.PolicyId;
import dev.hallmark.policy.policy.PolicyReader;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Brings devices to the targets of their policies, many at a time. */
@ApplicationScoped
class OnboardingService {

    private static final Logger LOG = Logger.getLogger(OnboardingService.class);
    private static final String ACTOR = "policy-service";

    private final Standings standings;
    private final Certificates certificates;
    private final PolicyReader policies;
    private final Planner planner;
    private final Outbox outbox;
    private final Events events;

    OnboardingService(
            Standings standings,
            Certificates certificates,
            PolicyReader policies,
            Planner planner,
            Outbox outbox,
            Events events) {
        this.standings = standings;
        this.certificates = certificates;
        this.policies = policies;
        this.planner = planner;
        this.outbox = outbox;
        this.events = events;
    }

    /**
     * Takes in new certificates.
     *
     * <ol>
     *   <li>Lock the devices and see their standing: a revocation comes before all this, or after.
     *   <li>Find the policies.
     *   <li>Decide, each for itself.
     *   <li>Write down what has not been written down before, and tell of that alone.
     * </ol>
     */
    Uni<Void> onboard(SqlConnection transaction, List<Event> issued) {
        var sorted = issued.stream().sorted(Comparator.comparing(Event::key)).toList();
        return standings
                .learn(
                        transaction,
                        sorted.stream().map(OnboardingService::standing).toList())
                .chain(devices -> policies.find(
                                transaction,
                                sorted.stream()
                                        .flatMap(event -> policy(event).stream())
                                        .collect(Collectors.toSet()))
                        .map(known -> sorted.stream()
                                .map(event -> decide(event, devices, known))
                                .toList()))
                .chain(decided -> certificates.add(transaction, decided).chain(added -> {
                    var fresh = decided.stream()
                            .filter(onboarding -> added.remove(onboarding.key()))
                            .toList();
                    return outbox.append(
                            transaction, fresh.stream().map(this::tell).toList());
                }));
    }

    private Onboarding decide(Event event, Map<DeviceId, DeviceStanding> devices, Map<PolicyId, Policy> known) {
        var certificate = certificate(event);
        var policy = policy(event).map(known::get);
        var outcome = planner.outcome(event.tenant(), certificate, devices.get(certificate.deviceId()), policy);
        return new Onboarding(event.tenant(), event.time(), certificate, outcome);
    }

    private Event tell(Onboarding onboarding) {
        LOG.infof(
                "onboarding device=%s certificate=%s outcome=%s",
                onboarding.key().device(), onboarding.key().serial(), onboarding.outcome());
        return events.of(onboarding.tenant(), ACTOR, onboarding.event());
    }

    private static CertificateIssued certificate(Event event) {
        return (CertificateIssued) event.data();
    }

    private static Optional<PolicyId> policy(Event event) {
        return PolicyId.tryParse(certificate(event).policy());
    }

    /** Nobody gets a certificate who is not active, so it tells the standing at the version it was issued under. */
    private static DeviceStanding standing(Event event) {
        var certificate = certificate(event);
        return new DeviceStanding(
                certificate.deviceId(),
                event.tenant(),
                Standing.ACTIVE,
                certificate.deviceVersion(),
                certificate.generation());
    }
}
