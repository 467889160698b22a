package dev.hallmark.commons.connection;

import static dev.hallmark.commons.connection.ConnectionToken.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;

/** Reads claims of the exact JSON type they must have. */
final class ClaimsReader {
    private static final int EXPORTER_OCTETS = 32;

    private final JsonNode claims;

    ClaimsReader(JsonNode claims) {
        this.claims = claims;
    }

    String text(String name) {
        var claim = claims.path(name);
        require(claim.isTextual(), name);
        return claim.textValue();
    }

    /** RFC 7519 allows fractions of seconds; the gateway never writes them. */
    long number(String name) {
        var claim = claims.path(name);
        require(claim.isIntegralNumber() && claim.canConvertToLong(), name);
        return claim.longValue();
    }

    ConnectionFacts facts() {
        return new ConnectionFacts(text("ip"), channelBinding(), tls(), clientCertificate());
    }

    private Optional<byte[]> channelBinding() {
        if (!claims.has("cb")) {
            return Optional.empty();
        }
        byte[] binding = decode(Base64.getUrlDecoder(), "cb");
        require(binding.length == EXPORTER_OCTETS, "cb");
        return Optional.of(binding);
    }

    /** A gateway of an older version omits it, and offers only 1.3. */
    private Optional<TlsVersion> tls() {
        require(claims.has("cb") || !claims.has("tls"), "tls");
        return claims.has("tls") ? Optional.of(version()) : channelBinding().map(bound -> TlsVersion.TLS_1_3);
    }

    private TlsVersion version() {
        try {
            return TlsVersion.parse(text("tls"));
        } catch (IllegalArgumentException e) {
            throw new InvalidConnectionException("tls", e);
        }
    }

    private Optional<X509Certificate> clientCertificate() {
        return claims.has("x5c") ? Optional.of(certificate()) : Optional.empty();
    }

    private X509Certificate certificate() {
        try {
            var der = new ByteArrayInputStream(decode(Base64.getDecoder(), "x5c"));
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(der);
        } catch (CertificateException e) {
            throw new InvalidConnectionException("x5c", e);
        }
    }

    private byte[] decode(Base64.Decoder decoder, String name) {
        try {
            return decoder.decode(text(name));
        } catch (IllegalArgumentException e) {
            throw new InvalidConnectionException(name, e);
        }
    }
}
