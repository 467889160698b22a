package dev.hallmark.policy.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.commons.connection.TlsVersion;
import java.util.List;

/**
 * Where a policy's devices go, with what certificate, and what they must prove for it. It is stored as JSON; a replica
 * of an older version ignores the members that it does not know.
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
     * What evidence is accepted.
     *
     * @param algorithms JOSE names; empty: all
     * @param rootsOfTrust kinds of chip; empty: all
     * @param allowUnbound whether evidence that is not bound to the TLS connection is accepted
     * @param minimumTrust {@code hardware} for chips that keep their keys, {@code software} for any
     * @param minimumTls the oldest version of TLS that a device may attest over, {@code 1.2} or {@code 1.3}
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Attestation(
            List<String> algorithms,
            List<String> rootsOfTrust,
            boolean allowUnbound,
            String minimumTrust,
            String minimumTls) {

        /** Any algorithm, chip and version of TLS, bound to its connection. */
        public static final Attestation ANY = new Attestation(List.of(), List.of(), false, null, null);

        public Attestation {
            algorithms = algorithms == null ? List.of() : List.copyOf(algorithms);
            rootsOfTrust = rootsOfTrust == null ? List.of() : List.copyOf(rootsOfTrust);
            minimumTrust = minimumTrust == null ? "software" : minimumTrust;
            minimumTls = minimumTls == null ? TlsVersion.TLS_1_2.text() : minimumTls;
        }
    }
}
