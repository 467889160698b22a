package dev.hallmark.console.certificate;

import dev.hallmark.client.certificate.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A certificate as pages show it.
 *
 * @param past whether its end has come
 * @param days until it expires, or since it has expired
 */
public record ShownCertificate(Certificate certificate, Standing standing, boolean past, long days) {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    public static ShownCertificate of(Certificate certificate, Instant now) {
        return new ShownCertificate(
                certificate,
                Standing.of(certificate, now),
                !certificate.notAfter().isAfter(now),
                Duration.between(now, certificate.notAfter()).abs().toDays());
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
