package dev.hallmark.attestation.evidence;

import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestDevice;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A JWS of any header and payload, made without a library that might mend it. */
record ForgedEvidence(TestDevice device, String header, String payload) {

    private static final String ES256 = "SHA256withECDSAinP1363Format";

    /** Good evidence, for a test to spoil. */
    static ForgedEvidence of(TestDevice device, TestChallenge challenge, byte[] exporter) {
        var claims = device.claims(challenge, java.util.Optional.of(exporter));
        var header = "{\"alg\":\"ES256\",\"typ\":\"eat+jwt\",\"kid\":\"%s\"}"
                .formatted(device.id().hex());
        return new ForgedEvidence(device, header, claims.toJson());
    }

    ForgedEvidence header(String from, String to) {
        return new ForgedEvidence(device, replaced(header, from, to), payload);
    }

    ForgedEvidence payload(String from, String to) {
        return new ForgedEvidence(device, header, replaced(payload, from, to));
    }

    /** Signed with the device's own identity key. */
    byte[] signed() {
        return with(ecdsa(ES256, device.keys().getPrivate()));
    }

    /** The oldest trick: the public key, which everybody knows, as the secret of an HMAC. */
    byte[] authenticatedWithThePublicKey() {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(device.publicKey(), "HmacSHA256"));
            return with(mac.doFinal(input()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] signedOnAnotherCurve() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp384r1"));
            return with(ecdsa(
                    "SHA384withECDSAinP1363Format", generator.generateKeyPair().getPrivate()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As X.509 has it, which JOSE does not (RFC 7518 §3.4). */
    byte[] signedInDer() {
        return with(ecdsa("SHA256withECDSA", device.keys().getPrivate()));
    }

    byte[] with(byte[] signature) {
        return (text() + "." + base64url(signature)).getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] ecdsa(String algorithm, PrivateKey key) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(input());
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] input() {
        return text().getBytes(StandardCharsets.US_ASCII);
    }

    private String text() {
        return base64url(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64url(payload.getBytes(StandardCharsets.UTF_8));
    }

    private static String replaced(String text, String from, String to) {
        if (!text.contains(from)) {
            throw new IllegalArgumentException("nothing to spoil: " + from + " in " + text);
        }
        return text.replace(from, to);
    }

    private static String base64url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
