package dev.hallmark.registry.manifest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hallmark.registry.Registry;
import dev.hallmark.testkit.TestKeys;
import io.restassured.response.Response;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;

/** A factory with a key of its own, which signs what a test gives it; by the JDK's cryptography, not the service's. */
record Factory(String tenant, String name, KeyPair keys) {

    static Factory of(String tenant) {
        return new Factory(tenant, "line-7", TestKeys.p256());
    }

    String publicKey() {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    /** Adds the key and returns its kid. */
    String introduce() {
        return introduce(publicKey()).then().statusCode(201).extract().path("kid");
    }

    Response introduce(String publicKey) {
        return Registry.as(tenant, "admin")
                .contentType(Registry.JSON)
                .body("{\"name\":\"%s\",\"publicKey\":\"%s\"}".formatted(name, publicKey))
                .post(Registry.API + "/factory-keys");
    }

    String manifest(String kid, String file, long devices) {
        return sign(header("ES256", kid), "{\"sha256\":\"%s\",\"devices\":%d}".formatted(sha256(file), devices));
    }

    static String header(String algorithm, String kid) {
        return "{\"alg\":\"%s\",\"typ\":\"hallmark-manifest+jws\",\"kid\":\"%s\"}".formatted(algorithm, kid);
    }

    String sign(String header, String payload) {
        try {
            var input = base64url(header.getBytes(UTF_8)) + "." + base64url(payload.getBytes(UTF_8));
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.getPrivate());
            signature.update(input.getBytes(US_ASCII));
            return input + "." + base64url(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sha256(String file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
