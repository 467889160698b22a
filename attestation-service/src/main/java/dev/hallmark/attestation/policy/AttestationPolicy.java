package dev.hallmark.attestation.policy;

import java.util.List;
import java.util.Optional;

/**
 * What a policy asks of evidence; an empty list asks for nothing in particular.
 *
 * @param hardwareOnly whether the identity key must be kept by a chip
 * @param tls13Only whether a connection of an older version, or of one that is not known, is refused
 */
public record AttestationPolicy(
        Optional<String> certificateProfile,
        List<String> algorithms,
        List<String> rootsOfTrust,
        boolean allowUnbound,
        boolean hardwareOnly,
        boolean tls13Only) {

    public AttestationPolicy {
        algorithms = List.copyOf(algorithms);
        rootsOfTrust = List.copyOf(rootsOfTrust);
    }

    public boolean allowsAlgorithm(String algorithm) {
        return algorithms.isEmpty() || algorithms.contains(algorithm);
    }

    public boolean allowsRootOfTrust(Optional<String> rootOfTrust) {
        return rootsOfTrust.isEmpty()
                || rootOfTrust.filter(rootsOfTrust::contains).isPresent();
    }
}
