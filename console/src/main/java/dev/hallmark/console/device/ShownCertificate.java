package dev.hallmark.console.device;

import dev.hallmark.client.certificate.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A certificate as pages show it.
 *
 * @param days until it expires, 0 and less when it has
 */
public record ShownCertificate(Certificate certificate, long days) {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    static ShownCertificate of(Certificate certificate, Instant now) {
        return new ShownCertificate(
                certificate, Duration.between(now, certificate.notAfter()).toDays());
    }

    /** Whether a device can use it now. */
    public boolean isInForce() {
        return certificate.state().equals("active") && days >= 0;
    }

    public String colour() {
        return switch (certificate.state()) {
            case "active" -> "green";
            case "held" -> "orange";
            default -> "red";
        };
    }

    /** RFC 7468, for experts and tools; empty where a list left it out. */
    public Optional<String> pem() {
        return certificate
                .certificate()
                .map(Base64.getDecoder()::decode)
                .map(LINES::encodeToString)
                .map(lines -> "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n");
    }
}
