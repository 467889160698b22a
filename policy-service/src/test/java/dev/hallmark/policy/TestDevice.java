package dev.hallmark.policy;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.events.certificate.CertificateHeld;
import dev.hallmark.events.certificate.CertificateIssued;
import dev.hallmark.events.certificate.CertificateReleased;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.events.registry.DeviceResumed;
import dev.hallmark.events.registry.DeviceRetired;
import dev.hallmark.events.registry.DeviceRevoked;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.events.registry.DeviceSuspended;
import dev.hallmark.events.registry.Standing;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;

/** A device and what the other services tell of it. */
public record TestDevice(DeviceId id, String policy) {

    /** The registry's version of the device when it was attested. */
    public static final long VERSION = 3;

    public static final Instant RENEW_AFTER = Instant.parse("2030-02-01T00:00:00Z");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_BITS = 126;

    public static TestDevice of(String policy) {
        var octets = new byte[DeviceId.LENGTH];
        RANDOM.nextBytes(octets);
        return new TestDevice(DeviceId.of(octets), policy);
    }

    public static SerialNumber serial() {
        return SerialNumber.of(new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE));
    }

    public CertificateIssued issued(SerialNumber serial, int generation) {
        return new CertificateIssued(
                id,
                serial,
                "default-issuing-1",
                "batch-1",
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
        return new CertificateRevoked(
                id,
                id.commonName(),
                serial,
                "default-issuing-1",
                "keyCompromise",
                Instant.parse("2030-01-02T00:00:00Z"),
                7);
    }

    public CertificateHeld certificateHeld(SerialNumber serial, long crlNumber) {
        return new CertificateHeld(
                id, id.commonName(), serial, "default-issuing-1", Instant.parse("2030-01-02T00:00:00Z"), crlNumber);
    }

    public CertificateReleased certificateReleased(SerialNumber serial, long crlNumber) {
        return new CertificateReleased(
                id, id.commonName(), serial, "default-issuing-1", Instant.parse("2030-01-02T00:00:00Z"), crlNumber);
    }

    public DeviceSuspended suspended(long version) {
        return new DeviceSuspended(snapshot(Standing.SUSPENDED, version), "missing");
    }

    public DeviceResumed resumed(long version) {
        return new DeviceResumed(snapshot(Standing.ACTIVE, version), "found");
    }

    public DeviceRevoked revoked(long version) {
        return new DeviceRevoked(snapshot(Standing.REVOKED, version), "stolen");
    }

    public DeviceRetired retired(long version) {
        return new DeviceRetired(snapshot(Standing.RETIRED, version), "worn out");
    }

    private DeviceSnapshot snapshot(Standing standing, long version) {
        return new DeviceSnapshot(id, "batch-1", policy, null, null, null, null, standing, 1, version);
    }
}
