package dev.hallmark.client.policy;

import java.util.List;
import java.util.Optional;

/**
 * What is asked of a device's evidence.
 *
 * @param algorithms that are accepted; all when there are none
 * @param rootsOfTrust kinds that are accepted; all when there are none
 * @param allowUnbound whether evidence need not be bound to its TLS session
 * @param minimumTrust {@code hardware} or {@code software}; without it {@code software}
 * @param minimumTls version of TLS that the device speaks: {@code 1.2} or {@code 1.3}; without it {@code 1.2}
 */
public record AttestationTerms(
        List<String> algorithms,
        List<String> rootsOfTrust,
        boolean allowUnbound,
        Optional<String> minimumTrust,
        Optional<String> minimumTls) {

    /** Any algorithm and root of trust, bound to its session. */
    public static final AttestationTerms ANY =
            new AttestationTerms(List.of(), List.of(), false, Optional.empty(), Optional.empty());

    public AttestationTerms {
        algorithms = List.copyOf(algorithms);
        rootsOfTrust = List.copyOf(rootsOfTrust);
    }

    public AttestationTerms withAlgorithms(List<String> others) {
        return new AttestationTerms(others, rootsOfTrust, allowUnbound, minimumTrust, minimumTls);
    }

    public AttestationTerms withRootsOfTrust(List<String> others) {
        return new AttestationTerms(algorithms, others, allowUnbound, minimumTrust, minimumTls);
    }

    public AttestationTerms withUnbound(boolean allowed) {
        return new AttestationTerms(algorithms, rootsOfTrust, allowed, minimumTrust, minimumTls);
    }

    public AttestationTerms withMinimumTrust(String other) {
        return new AttestationTerms(algorithms, rootsOfTrust, allowUnbound, Optional.of(other), minimumTls);
    }

    public AttestationTerms withMinimumTls(String other) {
        return new AttestationTerms(algorithms, rootsOfTrust, allowUnbound, minimumTrust, Optional.of(other));
    }
}
