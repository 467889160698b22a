package dev.hallmark.attestation;

import dev.hallmark.commons.identity.DeviceId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** A device, written from the protocol alone: the JDK's cryptography, jose4j's JOSE, nothing of the service. */
public record TestDevice(KeyPair keys, String algorithm) {

    public static TestDevice create() {
        return create("ES256");
    }

    /** A device that proves itself by this algorithm, as the protocol names it. */
    public static TestDevice create(String algorithm) {
        return new TestDevice(TestSignatures.keys(algorithm), algorithm);
    }

    /** What its registration says, which is only what the key does not say itself. */
    public Optional<String> registeredAlgorithm() {
        return Optional.of(algorithm).filter(Set.of("RS256", "ECDH-P256")::contains);
    }

    public byte[] publicKey() {
        return keys.getPublic().getEncoded();
    }

    public DeviceId id() {
        return DeviceId.of(sha256(publicKey()));
    }

    public String thumbprint() {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(keys.getPublic())
                    .calculateBase64urlEncodedThumbprint("SHA-256");
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public String askBody() {
        return "{\"publicKey\":\"%s\",\"purpose\":\"onboard\"}"
                .formatted(Base64.getEncoder().encodeToString(publicKey()));
    }

    /** Good claims, for a test to spoil. */
    public JwtClaims claims(TestChallenge challenge, Optional<byte[]> exporter) {
        var ueid = ByteBuffer.allocate(33).put((byte) 1).put(id().bytes()).array();
        var claims = new JwtClaims();
        claims.setStringClaim("eat_nonce", challenge.nonce());
        claims.setAudience(challenge.audience());
        claims.setStringClaim("eat_profile", "tag:hallmark.dev,2026:attestation/1");
        claims.setStringClaim("ueid", TestGateway.base64url(ueid));
        exporter.ifPresent(octets -> claims.setStringClaim("cb", TestGateway.base64url(octets)));
        return claims;
    }

    /** Good evidence around these claims. */
    public JsonWebSignature eat(JwtClaims claims) {
        var jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(algorithm);
        jws.setHeader("typ", "eat+jwt");
        jws.setKeyIdHeaderValue(id().hex());
        jws.setPayload(claims.toJson());
        jws.setKey(keys.getPrivate());
        return jws;
    }

    public static byte[] serialise(JsonWebSignature jws) {
        try {
            return jws.getCompactSerialization().getBytes(StandardCharsets.US_ASCII);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] eat(TestChallenge challenge, Optional<byte[]> exporter) {
        var claims = claims(challenge, exporter);
        return algorithm.startsWith("ML-DSA") ? mlDsa(claims) : serialise(eat(claims));
    }

    /** By hand, since jose4j knows no ML-DSA. */
    private byte[] mlDsa(JwtClaims claims) {
        var header = "{\"alg\":\"%s\",\"typ\":\"eat+jwt\",\"kid\":\"%s\"}".formatted(algorithm, id());
        var input = TestGateway.base64url(header.getBytes(StandardCharsets.UTF_8)) + "."
                + TestGateway.base64url(claims.toJson().getBytes(StandardCharsets.UTF_8));
        var signature = TestSignatures.concatenated(keys, algorithm, input.getBytes(StandardCharsets.US_ASCII));
        return (input + "." + TestGateway.base64url(signature)).getBytes(StandardCharsets.US_ASCII);
    }

    /** Raw evidence with the identity key as operational key and no firmware key. */
    public byte[] raw(TestChallenge challenge, byte[] exporter, int softwareVersion) {
        return raw(transcript(challenge, exporter, softwareVersion), softwareVersion);
    }

    /** The transcript of such evidence, for a test to spoil. */
    public byte[] transcript(TestChallenge challenge, byte[] exporter, int softwareVersion) {
        var audience = challenge.audience().getBytes(StandardCharsets.UTF_8);
        var id = challenge.id().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(18 + 1 + 2 + audience.length + 2 + id.length + 32 * 5 + 4)
                .put("HALLMARK-ATTEST-v1\0".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) audience.length)
                .put(audience)
                .putShort((short) id.length)
                .put(id)
                .put(Base64.getUrlDecoder().decode(challenge.nonce()))
                .put(exporter)
                .put(sha256(publicKey()))
                .put(sha256(publicKey()))
                .put(new byte[32])
                .putInt(softwareVersion)
                .array();
    }

    /** A signature over this, as raw evidence. */
    public byte[] raw(byte[] transcript, int softwareVersion) {
        return "{\"signature\":\"%s\",\"softwareVersion\":%s}"
                .formatted(
                        TestGateway.base64url(TestSignatures.der(keys, algorithm, transcript)),
                        Integer.toUnsignedString(softwareVersion))
                .getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
