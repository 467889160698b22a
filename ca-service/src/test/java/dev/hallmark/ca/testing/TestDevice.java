package dev.hallmark.ca.testing;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.InvalidPublicKeyException;
import dev.hallmark.commons.identity.SubjectPublicKey;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A device as the service sees it: an id, and keys that tokens speak for. */
public record TestDevice(DeviceId id, KeyPair key) {

    /** A device that nobody has met, with one key for both purposes. */
    public static TestDevice unmet() {
        var key = Keys.p256();
        return new TestDevice(publicKey(key).deviceId(), key);
    }

    /** The same device with another operational key. */
    public TestDevice withNewKey() {
        return new TestDevice(id, Keys.p256());
    }

    /** A token for its key. */
    public String token() {
        return token(Map.of());
    }

    /** A token for its key in which some claims differ. */
    public String token(Map<String, Object> different) {
        return token(different, Keys.verifier());
    }

    /** A token that looks like one of the verifier's, signed by somebody else. */
    public String lookAlikeToken() {
        return token(Map.of(), Keys.p256());
    }

    private String token(Map<String, Object> different, KeyPair signer) {
        var now = Instant.now().getEpochSecond();
        var claims = new HashMap<String, Object>();
        claims.put("iss", "attestation-service");
        claims.put("sub", id.hex());
        claims.put("aud", "hallmark");
        claims.put("iat", now);
        claims.put("exp", now + 600);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("eat_profile", "tag:hallmark.dev,2026:result/1");
        claims.put("cnf", Map.of("jkt", publicKey(key).thumbprint()));
        claims.put("tenant", "default");
        claims.put("batch", "b-1");
        claims.put("policy", "p-1");
        claims.put("profile", "default");
        claims.put("serial", "SN-0001");
        claims.put("generation", 1);
        claims.put("ear.status", "affirming");
        claims.put("trust", "software");
        claims.put("epoch", 0);
        claims.put("device_version", 1);
        claims.putAll(different);
        return Jwt.claims(claims)
                .jws()
                .algorithm(io.smallrye.jwt.algorithm.SignatureAlgorithm.ES256)
                .keyId(Keys.KEY_ID)
                .sign(signer.getPrivate());
    }

    /** A certification request of its key for this subject. */
    public byte[] request(String subject) {
        try {
            return new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), key.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    /** The key as the service reads it. */
    public static SubjectPublicKey publicKey(KeyPair key) {
        try {
            return SubjectPublicKey.parse(key.getPublic().getEncoded());
        } catch (InvalidPublicKeyException e) {
            throw new AssertionError(e);
        }
    }
}
