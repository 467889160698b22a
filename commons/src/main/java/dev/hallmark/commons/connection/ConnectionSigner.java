package dev.hallmark.commons.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;

/** Creates the Hallmark-Connection header for requests to one service; only the gateway has a signer. */
public final class ConnectionSigner {
    private final String audience;
    private final ConnectionSecret secret;
    private final Clock clock;

    public ConnectionSigner(String audience, ConnectionSecret secret, Clock clock) {
        this.audience = audience;
        this.secret = secret;
        this.clock = clock;
    }

    /** Signs for one request; {@code uri} is path and query exactly as forwarded. */
    public String sign(String method, String uri, ConnectionFacts facts) {
        var input = ConnectionToken.HEADER + "." + ConnectionToken.encode(claims(method, uri, facts));
        return input + "." + ConnectionToken.encode(secret.authenticate(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] claims(String method, String uri, ConnectionFacts facts) {
        long now = clock.instant().getEpochSecond();
        var claims = ConnectionToken.JSON
                .createObjectNode()
                .put("iss", ConnectionToken.ISSUER)
                .put("aud", audience)
                .put("iat", now)
                .put("exp", now + ConnectionToken.LIFETIME.toSeconds())
                .put("htm", method)
                .put("htu", uri)
                .put("ip", facts.ip());
        facts.channelBinding().ifPresent(binding -> claims.put("cb", ConnectionToken.encode(binding)));
        facts.tls().ifPresent(version -> claims.put("tls", version.text()));
        facts.clientCertificate().ifPresent(leaf -> claims.put("x5c", der(leaf)));
        return write(claims);
    }

    private static String der(X509Certificate leaf) {
        try {
            return Base64.getEncoder().encodeToString(leaf.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] write(ObjectNode claims) {
        try {
            return ConnectionToken.JSON.writeValueAsBytes(claims);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
