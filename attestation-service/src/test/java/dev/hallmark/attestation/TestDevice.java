package dev.hallmark.attestation;

import dev.hallmark.commons.identity.DeviceId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** A device, written from the protocol alone: the JDK's cryptography, jose4j's JOSE, nothing of the service. */
public record TestDevice(KeyPair keys) {

    public static TestDevice create() {
        try {
            var generator = KeyPairGenerator.getInstance("EC", "SunEC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new TestDevice(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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
        jws.setAlgorithmHeaderValue("ES256");
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
        return serialise(eat(claims(challenge, exporter)));
    }

    /** Raw evidence with the identity key as operational key and no firmware key. */
    public byte[] raw(TestChallenge challenge, byte[] exporter, int softwareVersion) {
        var audience = challenge.audience().getBytes(StandardCharsets.UTF_8);
        var id = challenge.id().getBytes(StandardCharsets.US_ASCII);
        var transcript = ByteBuffer.allocate(18 + 1 + 2 + audience.length + 2 + id.length + 32 * 5 + 4)
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
        return "{\"signature\":\"%s\",\"softwareVersion\":%s}"
                .formatted(TestGateway.base64url(sign(transcript)), Integer.toUnsignedString(softwareVersion))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] sign(byte[] data) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA", "SunEC");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
