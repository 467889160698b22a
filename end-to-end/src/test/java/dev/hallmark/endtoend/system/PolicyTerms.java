package dev.hallmark.endtoend.system;

import java.util.List;
import java.util.Map;

/**
 * What a policy for the sandbox's broker says.
 *
 * @param host by which devices are told to reach the broker
 * @param profile of their certificates
 * @param attestation what is asked of evidence
 */
public record PolicyTerms(String host, String profile, Map<String, Object> attestation) {

    /** Nothing in particular. */
    public static final PolicyTerms ANY = new PolicyTerms("localhost", "default", Map.of());

    public PolicyTerms withHost(String other) {
        return new PolicyTerms(other, profile, attestation);
    }

    public PolicyTerms withProfile(String other) {
        return new PolicyTerms(host, other, attestation);
    }

    public PolicyTerms withAttestation(Map<String, Object> other) {
        return new PolicyTerms(host, profile, other);
    }

    /** These kinds of chip only; any when there are none. */
    public PolicyTerms withRootsOfTrust(List<String> kinds) {
        return withAttestation(Map.of("rootsOfTrust", kinds));
    }
}
