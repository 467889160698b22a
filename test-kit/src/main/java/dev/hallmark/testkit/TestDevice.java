package dev.hallmark.testkit;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.InvalidPublicKeyException;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.SubjectPublicKey;
import dev.hallmark.events.certificate.CertificateHeld;
import dev.hallmark.events.certificate.CertificateIssued;
import dev.hallmark.events.certificate.CertificateReleased;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.events.registry.DeviceReEnrolled;
import dev.hallmark.events.registry.DeviceResumed;
import dev.hallmark.events.registry.DeviceRetired;
import dev.hallmark.events.registry.DeviceRevoked;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.events.registry.DeviceSuspended;
import dev.hallmark.events.registry.Standing;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A device of the tenant {@code default}: the key that its attestation tokens confirm, and what the registry and
 * ca-service publish about it.
 */
public record TestDevice(DeviceId id, KeyPair key, String policy) {

    /** The registry's version of the device when it was attested. */
    public static final long VERSION = 1;

    public static final String BATCH = "batch-1";
    public static final Instant RENEW_AFTER = Instant.parse("2030-02-01T00:00:00Z");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_BITS = 126;
    private static final int TOKEN_SECONDS = 600;
    private static final String AUTHORITY = "default-issuing-1";
    private static final String REASON = "because";
    private static final Instant LATER = Instant.parse("2030-01-02T00:00:00Z");

    /** A device that no service knows, with one key for both purposes. */
    public static TestDevice unmet() {
        return unmet(TestKeys.p256());
    }

    public static TestDevice unmet(KeyPair key) {
        return new TestDevice(publicKey(key).deviceId(), key, UUID.randomUUID().toString());
    }

    /** One under this policy. */
    public static TestDevice of(String policy) {
        var unmet = unmet();
        return new TestDevice(unmet.id, unmet.key, policy);
    }

    public static DeviceId randomId() {
        var octets = new byte[DeviceId.LENGTH];
        RANDOM.nextBytes(octets);
        return DeviceId.of(octets);
    }

    public static SerialNumber serial() {
        return SerialNumber.of(new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE));
    }

    /** The same device with another operational key. */
    public TestDevice withNewKey() {
        return withKey(TestKeys.p256());
    }

    public TestDevice withKey(KeyPair other) {
        return new TestDevice(id, other, policy);
    }

    /** An attestation token for its key. */
    public String token() {
        return token(Map.of());
    }

    /** An attestation token for its key in which some claims differ. */
    public String token(Map<String, Object> different) {
        return TestVerifier.token(claims(different));
    }

    /** A token that looks like one of the verifier's, signed by somebody else. */
    public String lookAlikeToken() {
        return TestVerifier.token(claims(Map.of()), TestKeys.p256().getPrivate());
    }

    /** A certification request of its key for this subject, DER. */
    public byte[] request(String subject) {
        try {
            return new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), key.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key as services read it. */
    public static SubjectPublicKey publicKey(KeyPair key) {
        try {
            return SubjectPublicKey.parse(key.getPublic().getEncoded());
        } catch (InvalidPublicKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    public CertificateIssued issued(SerialNumber serial, int generation) {
        return new CertificateIssued(
                id,
                serial,
                AUTHORITY,
                BATCH,
                policy,
                "default",
                generation,
                VERSION,
                Instant.parse("2030-01-01T00:00:00Z"),
                Instant.parse("2030-03-01T00:00:00Z"),
                RENEW_AFTER,
                "00".repeat(DeviceId.LENGTH),
                null);
    }

    public CertificateRevoked certificateRevoked(SerialNumber serial) {
        return new CertificateRevoked(id, id.commonName(), serial, AUTHORITY, "keyCompromise", LATER, 7);
    }

    public CertificateHeld certificateHeld(SerialNumber serial, long crlNumber) {
        return new CertificateHeld(id, id.commonName(), serial, AUTHORITY, LATER, crlNumber);
    }

    public CertificateReleased certificateReleased(SerialNumber serial, long crlNumber) {
        return new CertificateReleased(id, id.commonName(), serial, AUTHORITY, LATER, crlNumber);
    }

    public DeviceSuspended suspended(long version) {
        return new DeviceSuspended(snapshot(Standing.SUSPENDED, 1, version), REASON);
    }

    public DeviceResumed resumed(long version) {
        return new DeviceResumed(snapshot(Standing.ACTIVE, 1, version), REASON);
    }

    public DeviceRevoked revoked(long version) {
        return revoked(version, REASON);
    }

    public DeviceRevoked revoked(long version, String reason) {
        return new DeviceRevoked(snapshot(Standing.REVOKED, 1, version), reason);
    }

    public DeviceRetired retired(long version) {
        return new DeviceRetired(snapshot(Standing.RETIRED, 1, version), REASON);
    }

    public DeviceReEnrolled reEnrolled(int generation, long version) {
        return new DeviceReEnrolled(snapshot(Standing.ACTIVE, generation, version), REASON);
    }

    private DeviceSnapshot snapshot(Standing standing, int generation, long version) {
        return new DeviceSnapshot(id, BATCH, policy, null, null, null, null, standing, generation, version);
    }

    private Map<String, Object> claims(Map<String, Object> different) {
        var now = Instant.now().getEpochSecond();
        var claims = new HashMap<String, Object>();
        claims.put("iss", "attestation-service");
        claims.put("sub", id.hex());
        claims.put("aud", "hallmark");
        claims.put("iat", now);
        claims.put("exp", now + TOKEN_SECONDS);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("eat_profile", "tag:hallmark.dev,2026:result/1");
        claims.put("cnf", Map.of("jkt", publicKey(key).thumbprint()));
        claims.put("tenant", "default");
        claims.put("batch", BATCH);
        claims.put("policy", policy);
        claims.put("profile", "default");
        claims.put("serial", "SN-0001");
        claims.put("generation", 1);
        claims.put("ear.status", "affirming");
        claims.put("trust", "software");
        claims.put("epoch", 0);
        claims.put("device_version", VERSION);
        claims.putAll(different);
        return claims;
    }
}
