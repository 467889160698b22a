package dev.hallmark.commons.jose;

import dev.hallmark.commons.identity.InvalidPublicKeyException;
import dev.hallmark.commons.identity.SubjectPublicKey;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bouncycastle.util.BigIntegers;

/** A set of public keys of the curve P-256 (RFC 7517 §5). */
public record Jwks(List<Jwk> keys) {

    public Jwks {
        keys = List.copyOf(keys);
    }

    /**
     * One of them.
     *
     * @param kid its RFC 7638 thumbprint
     */
    public record Jwk(String kty, String crv, String use, String alg, String kid, String x, String y) {

        private static final int COORDINATE = 32;

        public static Jwk of(String kid, String x, String y) {
            return new Jwk("EC", "P-256", "sig", "ES256", kid, x, y);
        }

        /** @throws InvalidPublicKeyException when it is on another curve */
        public static Jwk of(ECPublicKey key) throws InvalidPublicKeyException {
            var kid = SubjectPublicKey.parse(key.getEncoded()).thumbprint();
            var point = key.getW();
            return of(
                    kid,
                    base64url(BigIntegers.asUnsignedByteArray(COORDINATE, point.getAffineX())),
                    base64url(BigIntegers.asUnsignedByteArray(COORDINATE, point.getAffineY())));
        }

        private static String base64url(byte[] octets) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        }
    }

    /** Caches ask every time, which costs them a 304: a key that is new must be seen at once. */
    public Response answer(Request request) {
        var unchanged = request.evaluatePreconditions(tag());
        return (unchanged != null ? unchanged : Response.ok(this))
                .tag(tag())
                .header(HttpHeaders.CACHE_CONTROL, "public, no-cache")
                .build();
    }

    /** A kid says all of its key, so the kids say all of the set. */
    private EntityTag tag() {
        var kids = keys.stream().map(Jwk::kid).collect(Collectors.joining(" "));
        return new EntityTag(
                UUID.nameUUIDFromBytes(kids.getBytes(StandardCharsets.US_ASCII)).toString());
    }
}
