package dev.hallmark.device.attestation;

import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** What the verifier wants signed (protocol §3). */
public record Challenge(
        String challengeId,
        String nonce,
        String audience,
        String profile,
        String binding,
        List<String> algorithms,
        String expiresAt) {

    public Challenge {
        algorithms = algorithms == null ? List.of() : List.copyOf(algorithms);
    }

    public byte[] nonceBytes() {
        return Base64.getUrlDecoder().decode(nonce);
    }

    public Instant expiry() {
        return Instant.parse(expiresAt);
    }

    /** Whether the verifier can see this TLS connection's exporter, so that evidence is bound to it. */
    public boolean bound() {
        return "tls-exporter".equals(binding);
    }
}
