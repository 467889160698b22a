package dev.hallmark.device.peer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.device.peer.FakeAttestation.Outstanding;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** A second reading of protocol §3, with nothing of the device's own code and none of its cryptography. */
record EvidenceCheck(String contentType, byte[] body) {

    private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

    /** The thumbprint of the operational key, or nothing if the evidence is false. */
    Optional<String> operationalKey(Outstanding challenge) throws Exception {
        return switch (contentType) {
            case "application/eat+jwt" -> token(challenge);
            case "application/eat+cwt" -> new CwtCheck(body).operationalKey(challenge);
            case "application/vnd.hallmark.evidence+json" -> transcript(challenge);
            default -> Optional.empty();
        };
    }

    private Optional<String> token(Outstanding challenge) throws Exception {
        var text = new String(body, StandardCharsets.US_ASCII);
        var signed = text.substring(0, text.lastIndexOf('.'));
        var header = part(signed.substring(0, signed.indexOf('.')));
        var claims = part(signed.substring(signed.indexOf('.') + 1));
        var signature = Base64.getUrlDecoder().decode(text.substring(signed.length() + 1));
        var key = publicKey(challenge.identityKey());
        var genuine = claimsAreRight(header, claims, challenge)
                && verify("SHA256withECDSAinP1363Format", key, signed.getBytes(StandardCharsets.US_ASCII), signature);
        var jkt = claims.path("cnf").path("jkt").asText(thumbprint(key));
        return genuine ? Optional.of(jkt) : Optional.empty();
    }

    private static boolean claimsAreRight(JsonNode header, JsonNode claims, Outstanding challenge) {
        var ueid = HexFormat.of().parseHex("01" + challenge.deviceId());
        return header.path("alg").asText().equals("ES256")
                && header.path("typ").asText().equals("eat+jwt")
                && header.path("kid").asText().equals(challenge.deviceId())
                && claims.path("eat_nonce").asText().equals(challenge.nonce())
                && claims.path("aud").asText().equals(FakeAttestation.AUDIENCE)
                && claims.path("eat_profile").asText().equals(FakeAttestation.PROFILE)
                && claims.path("ueid").asText().equals(BASE64_URL.encodeToString(ueid))
                && claims.path("cb").asText().equals(challenge.exporter())
                && claims.path("swversion").path(0).isTextual();
    }

    private Optional<String> transcript(Outstanding challenge) throws Exception {
        var evidence = Responses.JSON.readTree(body);
        var operational = evidence.has("operationalKey")
                ? Base64.getDecoder().decode(evidence.path("operationalKey").asText())
                : challenge.identityKey();
        var bytes = new ByteArrayOutputStream();
        var data = new DataOutputStream(bytes);
        data.writeBytes("HALLMARK-ATTEST-v1");
        data.writeByte(0);
        data.writeUTF(FakeAttestation.AUDIENCE); // a two-byte length, and ASCII as it is
        data.writeUTF(challenge.id());
        data.write(Base64.getUrlDecoder().decode(challenge.nonce()));
        data.write(Base64.getUrlDecoder().decode(challenge.exporter()));
        data.write(sha256(challenge.identityKey()));
        data.write(sha256(operational));
        data.write(new byte[32]);
        data.writeInt(evidence.path("softwareVersion").asInt());
        var signature = Base64.getUrlDecoder().decode(evidence.path("signature").asText());
        var genuine = verify("SHA256withECDSA", publicKey(challenge.identityKey()), bytes.toByteArray(), signature);
        return genuine ? Optional.of(thumbprint(publicKey(operational))) : Optional.empty();
    }

    private static JsonNode part(String base64) throws Exception {
        return Responses.JSON.readTree(Base64.getUrlDecoder().decode(base64));
    }

    static boolean verify(String algorithm, PublicKey key, byte[] data, byte[] signature) throws Exception {
        var verifier = Signature.getInstance(algorithm);
        verifier.initVerify(key);
        verifier.update(data);
        return verifier.verify(signature);
    }

    static PublicKey publicKey(byte[] spki) throws Exception {
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki));
    }

    /** Whether this is the thumbprint of that key, as JSON or as CBOR has it. */
    static boolean names(PublicKey key, String thumbprint) {
        return thumbprint.equals(thumbprint(key)) || thumbprint.equals(CwtCheck.thumbprint(key));
    }

    static String thumbprint(PublicKey key) {
        var spki = key.getEncoded();
        var x = Arrays.copyOfRange(spki, spki.length - 64, spki.length - 32);
        var y = Arrays.copyOfRange(spki, spki.length - 32, spki.length);
        var members = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
                .formatted(BASE64_URL.encodeToString(x), BASE64_URL.encodeToString(y));
        return BASE64_URL.encodeToString(sha256(members.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
