package dev.hallmark.endtoend.system;

import dev.hallmark.client.policy.AttestationTerms;
import java.util.List;

/**
 * What a policy for the sandbox's broker says.
 *
 * @param host by which devices reach the broker
 * @param profile of their certificates
 * @param attestation what is asked of evidence
 */
public record PolicyTerms(String host, String profile, AttestationTerms attestation) {

    /** Nothing in particular. */
    public static final PolicyTerms ANY = new PolicyTerms("localhost", "default", AttestationTerms.ANY);

    public PolicyTerms withHost(String other) {
        return new PolicyTerms(other, profile, attestation);
    }

    public PolicyTerms withProfile(String other) {
        return new PolicyTerms(host, other, attestation);
    }

    public PolicyTerms withAttestation(AttestationTerms other) {
        return new PolicyTerms(host, profile, other);
    }

    /** These kinds of chip only; any when there are none. */
    public PolicyTerms withRootsOfTrust(List<String> kinds) {
        return withAttestation(attestation.withRootsOfTrust(kinds));
    }
}
