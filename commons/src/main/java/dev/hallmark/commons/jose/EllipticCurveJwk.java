package dev.hallmark.commons.jose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.commons.identity.InvalidPublicKeyException;
import dev.hallmark.commons.identity.SubjectPublicKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Reads a JWK of the curve P-256 (RFC 7518 §6.2). */
final class EllipticCurveJwk {

    private static final int COORDINATE = 32;
    private static final byte UNCOMPRESSED = 4;

    private EllipticCurveJwk() {}

    static SubjectPublicKey read(JsonNode jwk) throws InvalidPublicKeyException {
        if (!"EC".equals(jwk.path("kty").asText())
                || !"P-256".equals(jwk.path("crv").asText())) {
            throw new InvalidPublicKeyException("not a P-256 key");
        }
        var point = new ByteArrayOutputStream();
        point.write(UNCOMPRESSED);
        point.writeBytes(coordinate(jwk.path("x").asText()));
        point.writeBytes(coordinate(jwk.path("y").asText()));
        var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1);
        try {
            return SubjectPublicKey.parse(new SubjectPublicKeyInfo(algorithm, point.toByteArray()).getEncoded("DER"));
        } catch (IOException e) {
            throw new InvalidPublicKeyException("cannot be encoded", e);
        }
    }

    private static byte[] coordinate(String text) throws InvalidPublicKeyException {
        var octets = Base64.getUrlDecoder().decode(text);
        if (octets.length != COORDINATE) {
            throw new InvalidPublicKeyException("a coordinate has 32 octets");
        }
        return octets;
    }
}
