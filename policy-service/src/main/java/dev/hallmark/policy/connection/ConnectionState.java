package dev.hallmark.policy.connection;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.registry.Standing;
import dev.hallmark.policy.connection.DeviceIdentity.Attested;
import dev.hallmark.policy.connection.DeviceIdentity.Certified;
import dev.hallmark.policy.policy.PolicyDefinition;
import java.time.Instant;
import java.util.Optional;

/**
 * A device's standing and certificate, as far as they have been published.
 *
 * @param standing empty until the device's first event has arrived
 * @param certificate empty while its event has not arrived
 */
record ConnectionState(Optional<StandingAt> standing, Optional<Certificate> certificate) {

    static final ConnectionState UNKNOWN = new ConnectionState(Optional.empty(), Optional.empty());

    /** A standing as of a version of the device. */
    record StandingAt(Standing standing, long version) {}

    /**
     * A certificate and the outcome of its onboarding.
     *
     * @param withdrawn whether it is revoked or held
     */
    record Certificate(
            TenantId tenant,
            boolean withdrawn,
            boolean onboarded,
            Instant renewAfter,
            Optional<PolicyDefinition.Target> target) {}

    /** The answer to the device. */
    sealed interface Answer permits Ready, Unavailable {}

    /** How to connect. */
    record Ready(PolicyDefinition.Target target, Instant renewAfter) implements Answer {}

    /** There are no details for it. */
    enum Unavailable implements Answer {
        PROVISIONING,
        REFUSED,
        FAILED
    }

    Answer answer(DeviceIdentity who) {
        if (standing.filter(known -> forbids(known, who)).isPresent()) {
            return Unavailable.REFUSED;
        }
        return certificate.map(known -> answer(known, who)).orElse(Unavailable.PROVISIONING);
    }

    private static Answer answer(Certificate certificate, DeviceIdentity who) {
        if (certificate.withdrawn
                || (who instanceof Attested attested && !attested.tenant().equals(certificate.tenant))) {
            return Unavailable.REFUSED;
        }
        return certificate
                .target
                .filter(target -> certificate.onboarded)
                .<Answer>map(target -> new Ready(target, certificate.renewAfter))
                .orElse(Unavailable.FAILED);
    }

    /** A token proves that the device was active at the version it names, so only a later standing refuses it. */
    private static boolean forbids(StandingAt known, DeviceIdentity who) {
        return known.standing != Standing.ACTIVE
                && switch (who) {
                    case Attested attested -> known.version >= attested.version();
                    case Certified certified -> true;
                };
    }
}
