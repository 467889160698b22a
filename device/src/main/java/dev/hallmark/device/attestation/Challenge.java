package dev.hallmark.device.attestation;

import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * What the verifier wants signed or decapsulated (protocol §3).
 *
 * @param encapsulation null for a key that signs
 */
public record Challenge(
        String challengeId,
        String nonce,
        String audience,
        String profile,
        String binding,
        List<String> algorithms,
        String encapsulation,
        String expiresAt) {

    public Challenge {
        algorithms = algorithms == null ? List.of() : List.copyOf(algorithms);
    }

    public byte[] nonceBytes() {
        return Base64.getUrlDecoder().decode(nonce);
    }

    /**
     * What a key that cannot sign has to decapsulate.
     *
     * @throws IllegalArgumentException when it is missing or not base64url
     */
    byte[] encapsulationBytes() {
        if (encapsulation == null) {
            throw new IllegalArgumentException("the challenge has no encapsulation");
        }
        return Base64.getUrlDecoder().decode(encapsulation);
    }

    public Instant expiry() {
        return Instant.parse(expiresAt);
    }

    /** Whether the verifier can see this TLS connection's exporter, so that evidence is bound to it. */
    public boolean bound() {
        return "tls-exporter".equals(binding);
    }
}
