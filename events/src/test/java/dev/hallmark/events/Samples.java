package dev.hallmark.events;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.attestation.AttestationFailed;
import dev.hallmark.events.attestation.DeviceAttested;
import dev.hallmark.events.audit.AuditCheckpointed;
import dev.hallmark.events.audit.AuditRecorded;
import dev.hallmark.events.certificate.CertificateHeld;
import dev.hallmark.events.certificate.CertificateIssued;
import dev.hallmark.events.certificate.CertificateReleased;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.events.onboarding.DeviceOnboarded;
import dev.hallmark.events.onboarding.OnboardingFailed;
import dev.hallmark.events.policy.PolicyPublished;
import dev.hallmark.events.registry.BatchDevicesAdded;
import dev.hallmark.events.registry.BatchDevicesChanged;
import dev.hallmark.events.registry.BatchDevicesMoved;
import dev.hallmark.events.registry.DeviceReEnrolled;
import dev.hallmark.events.registry.DeviceResumed;
import dev.hallmark.events.registry.DeviceRetired;
import dev.hallmark.events.registry.DeviceRevoked;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.events.registry.DeviceSuspended;
import dev.hallmark.events.registry.Standing;
import dev.hallmark.events.token.TokenRevoked;
import dev.hallmark.events.token.TokenUsed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One of each form, with every field. */
final class Samples {

    static final DeviceId DEVICE = DeviceId.parse("d77238ff070ade19347b71e522e891fa9cf1cc1bad4c33d6648296637bca751f");
    private static final SerialNumber SERIAL = SerialNumber.parse("1a2b3c");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
    static final DeviceSnapshot SNAPSHOT =
            new DeviceSnapshot(DEVICE, "batch", "policy", "SN-1", "M1", "qdid", "RS256", Standing.ACTIVE, 1, 7);

    private static final UUID TOKEN = UUID.fromString("0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b");
    private static final AuditRecorded.Creator CREATOR = new AuditRecorded.Creator("https://issuer.test", "anna");

    private Samples() {}

    static List<EventData> all() {
        return List.of(
                new BatchDevicesAdded("batch", List.of(SNAPSHOT)),
                new BatchDevicesMoved("batch", List.of(SNAPSHOT)),
                new BatchDevicesChanged("batch", List.of(SNAPSHOT)),
                new DeviceSuspended(SNAPSHOT, "missing"),
                new DeviceResumed(SNAPSHOT, "found"),
                new DeviceRetired(SNAPSHOT, "worn out"),
                new DeviceReEnrolled(SNAPSHOT, "repaired"),
                new DeviceRevoked(SNAPSHOT, "stolen"),
                new PolicyPublished(
                        "policy",
                        "plant",
                        1,
                        "mosquitto",
                        "default",
                        List.of("ES256"),
                        List.of(),
                        false,
                        "hardware",
                        "1.3"),
                new DeviceAttested(DEVICE, "batch", "policy", 1, "application/eat+jwt", "affirming", "software", 3L),
                new AttestationFailed(DEVICE, "batch", "the signature is not good"),
                new CertificateIssued(
                        DEVICE,
                        SERIAL,
                        "default-issuing-1",
                        "batch",
                        "policy",
                        "default",
                        1,
                        7,
                        NOW,
                        NOW,
                        NOW,
                        DEVICE.hex(),
                        "ff"),
                new CertificateHeld(DEVICE, DEVICE.commonName(), SERIAL, "default-issuing-1", NOW, 4),
                new CertificateReleased(DEVICE, DEVICE.commonName(), SERIAL, "default-issuing-1", NOW, 5),
                new CertificateRevoked(
                        DEVICE, DEVICE.commonName(), SERIAL, "default-issuing-1", "keyCompromise", NOW, 4),
                new DeviceOnboarded(DEVICE, "batch", "policy", 1, SERIAL, "mosquitto"),
                new OnboardingFailed(DEVICE, "batch", "policy", 1, "the policy is unknown"),
                new AuditRecorded(
                        TenantId.of("default"),
                        new AuditRecorded.Actor("https://issuer.test", "olga", List.of("operator"), CREATOR),
                        "certificates:change",
                        "POST /api/ca/v1/certificates/{serial}/hold",
                        "/api/ca/v1/certificates/1a2b3c/hold",
                        new AuditRecorded.Target("certificate", SERIAL.hex()),
                        "192.0.2.1",
                        AuditRecorded.Outcome.DONE,
                        "stolen",
                        "0af7651916cd43dd8448eb211c80319c"),
                new AuditCheckpointed(TenantId.of("default"), "{}", "MEUCIQ=="),
                new TokenRevoked(TenantId.of("default"), TOKEN, NOW),
                new TokenUsed(TenantId.of("default"), TOKEN, NOW));
    }
}
