package dev.hallmark.ca.issuance;

import dev.hallmark.ca.authority.Authorities;
import dev.hallmark.ca.authority.Signatures;
import dev.hallmark.ca.profile.CertificateProfile;
import dev.hallmark.ca.profile.Profiles;
import dev.hallmark.ca.state.CertificateStates;
import dev.hallmark.events.Event;
import dev.hallmark.events.Events;
import dev.hallmark.events.certificate.CertificateIssued;
import dev.hallmark.messaging.outbox.OutboxRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Issues certificates to devices: never two for one request, and none that the database does not know. */
@ApplicationScoped
public class IssuanceService {

    private static final Logger LOG = Logger.getLogger(IssuanceService.class);

    private final IntentPlanner planner;
    private final IntentStore intents;
    private final Authorities authorities;
    private final Signatures signatures;
    private final CertificateStates states;
    private final Profiles profiles;
    private final Events events;
    private final Clock clock;

    IssuanceService(
            IntentPlanner planner,
            IntentStore intents,
            Authorities authorities,
            Signatures signatures,
            CertificateStates states,
            Profiles profiles,
            Events events,
            Clock clock) {
        this.planner = planner;
        this.intents = intents;
        this.authorities = authorities;
        this.signatures = signatures;
        this.states = states;
        this.profiles = profiles;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The certificate that answers a request, in DER.
     *
     * <ol>
     *   <li>Plan: serial, dates and the to-be-signed bytes.
     *   <li>Commit them as an intent, or find the certificate or the intent that answers already.
     *   <li>Sign, outside any transaction. A crash before or after leaves the intent: the next request resumes it.
     *   <li>Commit certificate and event, unless the device has lost its standing since.
     * </ol>
     */
    public Uni<byte[]> issue(IssuanceRequest request) {
        return Uni.createFrom()
                .item(() -> planner.plan(request))
                .chain(planned -> intents.write(request, planned))
                .chain(record -> record.content()
                        .map(content -> Uni.createFrom().item(content))
                        .orElseGet(() -> sign(record.intent())));
    }

    private Uni<byte[]> sign(Intent intent) {
        var issuer = authorities
                .find(intent.authority())
                .orElseThrow(() -> new IllegalStateException("no authority " + intent.authority()));
        return signatures.sign(issuer.key(), intent.toBeSigned()).chain(certificate -> commit(intent, certificate));
    }

    private Uni<byte[]> commit(Intent intent, byte[] certificate) {
        var grace = profiles.find(intent.terms().profile())
                .map(CertificateProfile::grace)
                .orElse(Duration.ZERO);
        return states.activate(
                        intent.device(),
                        intent.serial(),
                        certificate,
                        clock.instant().plus(grace),
                        OutboxRow.of(issued(intent, certificate)))
                .invoke(() -> LOG.infof(
                        "certificate issued device=%s serial=%s authority=%s",
                        intent.device(), intent.serial(), intent.authority()));
    }

    private Event issued(Intent intent, byte[] certificate) {
        var terms = intent.terms();
        var data = new CertificateIssued(
                intent.device(),
                intent.serial(),
                intent.authority(),
                terms.batch(),
                terms.policy(),
                terms.profile(),
                terms.generation(),
                intent.deviceVersion(),
                intent.notBefore(),
                intent.notAfter(),
                intent.renewAfter(),
                Signatures.fingerprint(certificate),
                intent.replaces());
        return events.of(intent.tenant(), data);
    }
}
