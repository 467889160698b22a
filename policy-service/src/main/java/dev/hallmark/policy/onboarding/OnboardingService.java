package dev.hallmark.policy.onboarding;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.events.Event;
import dev.hallmark.events.Events;
import dev.hallmark.events.certificate.CertificateIssued;
import dev.hallmark.events.registry.Standing;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.policy.onboarding.Onboarding.Failed;
import dev.hallmark.policy.onboarding.Onboarding.Onboarded;
import dev.hallmark.policy.onboarding.Onboarding.Outcome;
import dev.hallmark.policy.policy.Policy;
import dev.hallmark.policy.policy.PolicyId;
import dev.hallmark.policy.policy.PolicyReader;
import dev.hallmark.policy.target.DeviceAtTarget;
import dev.hallmark.policy.target.PlanException;
import dev.hallmark.policy.target.TargetConnector;
import dev.hallmark.policy.target.Targets;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Brings devices to the targets of their policies, many at a time. */
@ApplicationScoped
class OnboardingService {

    private static final Logger LOG = Logger.getLogger(OnboardingService.class);
    private static final String ACTOR = "policy-service";

    private final DeviceStore devices;
    private final CertificateStore certificates;
    private final PolicyReader policies;
    private final Targets targets;
    private final Outbox outbox;
    private final Events events;

    OnboardingService(
            DeviceStore devices,
            CertificateStore certificates,
            PolicyReader policies,
            Targets targets,
            Outbox outbox,
            Events events) {
        this.devices = devices;
        this.certificates = certificates;
        this.policies = policies;
        this.targets = targets;
        this.outbox = outbox;
        this.events = events;
    }

    /**
     * Onboards the devices of the certificates that were issued according to these events.
     *
     * <ol>
     *   <li>Lock the devices and read their standings: a revocation commits before this transaction or after it.
     *   <li>Read the policies.
     *   <li>Decide about each certificate by itself.
     *   <li>Store the certificates that are new, and publish the outcome of those only.
     * </ol>
     */
    Uni<Void> onboard(SqlConnection transaction, List<Event> received) {
        var issued = received.stream()
                .filter(event -> event.data() instanceof CertificateIssued)
                .sorted(Comparator.comparing(Event::key))
                .toList();
        return issued.isEmpty()
                ? Uni.createFrom().voidItem()
                : decide(transaction, issued).chain(decided -> certificates
                        .add(transaction, decided)
                        .chain(added -> publish(transaction, decided, added)));
    }

    private Uni<List<Onboarding>> decide(SqlConnection transaction, List<Event> issued) {
        return devices.update(
                        transaction,
                        issued.stream().map(OnboardingService::standing).toList())
                .chain(standings -> policies.find(transaction, policyIds(issued))
                        .map(known -> issued.stream()
                                .map(event -> decide(event, standings, known))
                                .toList()));
    }

    private Onboarding decide(Event event, Map<DeviceId, DeviceStanding> standings, Map<PolicyId, Policy> known) {
        var certificate = certificate(event);
        var policy =
                policyId(event).map(known::get).filter(found -> found.tenant().equals(event.tenant()));
        var outcome = outcome(certificate, standings.get(certificate.deviceId()), policy);
        return new Onboarding(event, certificate, outcome);
    }

    private Outcome outcome(CertificateIssued certificate, DeviceStanding device, Optional<Policy> policy) {
        if (!device.mayOnboard()) {
            return new Failed("the device is " + device.standing().name().toLowerCase(Locale.ROOT));
        }
        return policy.map(found -> plan(certificate, found))
                .orElseGet(() -> new Failed("there is no policy " + certificate.policy()));
    }

    private Outcome plan(CertificateIssued certificate, Policy policy) {
        var kind = policy.definition().target().kind();
        return targets.find(kind)
                .map(connector -> plan(certificate, policy, connector))
                .orElseGet(() -> new Failed("this installation has no connector for " + kind));
    }

    private static Outcome plan(CertificateIssued certificate, Policy policy, TargetConnector connector) {
        var device = new DeviceAtTarget(
                certificate.deviceId(),
                certificate.serial(),
                policy.definition().target().settings());
        try {
            return connector.plan(device).isEmpty()
                    ? new Onboarded(connector.kind())
                    : new Failed("this version of Hallmark cannot carry out the steps for " + connector.kind());
        } catch (PlanException e) {
            return new Failed(e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "the plan for %s failed", connector.kind());
            return new Failed("the plan for " + connector.kind() + " failed; the log says why");
        }
    }

    /** An event that came twice in one transaction is published once: its key is removed from {@code added}. */
    private Uni<Void> publish(SqlConnection transaction, List<Onboarding> decided, Set<Onboarding.Key> added) {
        return outbox.append(
                transaction,
                decided.stream()
                        .filter(onboarding -> added.remove(onboarding.key()))
                        .map(this::event)
                        .toList());
    }

    private Event event(Onboarding onboarding) {
        LOG.infof(
                "onboarding device=%s certificate=%s outcome=%s",
                onboarding.key().device(), onboarding.key().serial(), onboarding.outcome());
        return events.after(onboarding.issued(), ACTOR, onboarding.event());
    }

    private static CertificateIssued certificate(Event event) {
        return (CertificateIssued) event.data();
    }

    private static Set<PolicyId> policyIds(List<Event> issued) {
        return issued.stream().flatMap(event -> policyId(event).stream()).collect(Collectors.toSet());
    }

    private static Optional<PolicyId> policyId(Event event) {
        return PolicyId.tryParse(certificate(event).policy());
    }

    /** Only an active device gets a certificate, so the device was active at the version the certificate names. */
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
