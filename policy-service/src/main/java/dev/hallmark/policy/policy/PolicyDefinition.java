package dev.hallmark.policy.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a policy says: where its devices go, with what certificate, and what they must prove for it. It is stored as
 * JSON; a replica of an older version reads over what it does not know yet.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PolicyDefinition(Target target, Certificate certificate, Attestation attestation) {

    /** A cloud or broker; the form of the settings is the connector's. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Target(String kind, ObjectNode settings) {}

    /** The name of the ca-service's profile. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Certificate(String profile) {}

    /**
     * What evidence is taken.
     *
     * @param algorithms JOSE names; empty: all
     * @param rootsOfTrust kinds of chip; empty: all
     * @param allowUnbound whether evidence that is not bound to the TLS connection is taken
     * @param minimumTrust {@code hardware} for chips that keep their keys, {@code software} for any
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Attestation(
            List<String> algorithms, List<String> rootsOfTrust, boolean allowUnbound, String minimumTrust) {

        /** Any algorithm and chip, bound to its connection. */
        public static final Attestation ANY = new Attestation(List.of(), List.of(), false, null);

        public Attestation {
            algorithms = algorithms == null ? List.of() : List.copyOf(algorithms);
            rootsOfTrust = rootsOfTrust == null ? List.of() : List.copyOf(rootsOfTrust);
            minimumTrust = minimumTrust == null ? "software" : minimumTrust;
        }
    }
}
