package dev.hallmark.events;

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
import dev.hallmark.events.registry.DeviceSuspended;
import dev.hallmark.events.token.TokenRevoked;
import dev.hallmark.events.token.TokenUsed;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The catalogue: every event there is, its name as {@code ce_type}, its topic and its form. */
public enum EventType {
    BATCH_DEVICES_ADDED("dev.hallmark.batch.devices-added.v1", Topics.REGISTRY, BatchDevicesAdded.class),
    BATCH_DEVICES_MOVED("dev.hallmark.batch.devices-moved.v1", Topics.REGISTRY, BatchDevicesMoved.class),
    BATCH_DEVICES_CHANGED("dev.hallmark.batch.devices-changed.v1", Topics.REGISTRY, BatchDevicesChanged.class),
    DEVICE_SUSPENDED("dev.hallmark.device.suspended.v1", Topics.REGISTRY, DeviceSuspended.class),
    DEVICE_RESUMED("dev.hallmark.device.resumed.v1", Topics.REGISTRY, DeviceResumed.class),
    DEVICE_RETIRED("dev.hallmark.device.retired.v1", Topics.REGISTRY, DeviceRetired.class),
    DEVICE_RE_ENROLLED("dev.hallmark.device.re-enrolled.v1", Topics.REGISTRY, DeviceReEnrolled.class),
    DEVICE_REVOKED("dev.hallmark.device.revoked.v1", Topics.REGISTRY, DeviceRevoked.class),
    POLICY_PUBLISHED("dev.hallmark.policy.published.v1", Topics.POLICIES, PolicyPublished.class),
    DEVICE_ATTESTED("dev.hallmark.device.attested.v1", Topics.ATTESTATION, DeviceAttested.class),
    ATTESTATION_FAILED("dev.hallmark.attestation.failed.v1", Topics.ATTESTATION, AttestationFailed.class),
    CERTIFICATE_ISSUED("dev.hallmark.certificate.issued.v1", Topics.CERTIFICATES, CertificateIssued.class),
    CERTIFICATE_HELD("dev.hallmark.certificate.held.v1", Topics.CERTIFICATES, CertificateHeld.class),
    CERTIFICATE_RELEASED("dev.hallmark.certificate.released.v1", Topics.CERTIFICATES, CertificateReleased.class),
    CERTIFICATE_REVOKED("dev.hallmark.certificate.revoked.v1", Topics.CERTIFICATES, CertificateRevoked.class),
    DEVICE_ONBOARDED("dev.hallmark.device.onboarded.v1", Topics.ONBOARDING, DeviceOnboarded.class),
    ONBOARDING_FAILED("dev.hallmark.onboarding.failed.v1", Topics.ONBOARDING, OnboardingFailed.class),
    AUDIT_RECORDED("dev.hallmark.audit.recorded.v1", Topics.AUDIT, AuditRecorded.class),
    AUDIT_CHECKPOINTED("dev.hallmark.audit.checkpointed.v1", Topics.AUDIT_CHECKPOINTS, AuditCheckpointed.class),
    TOKEN_REVOKED("dev.hallmark.token.revoked.v1", Topics.TOKEN_REVOCATIONS, TokenRevoked.class),
    TOKEN_USED("dev.hallmark.token.used.v1", Topics.TOKEN_USES, TokenUsed.class);

    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(EventType::typeName, Function.identity()));
    private static final Map<Class<?>, EventType> BY_FORM =
            Arrays.stream(values()).collect(Collectors.toMap(EventType::form, Function.identity()));

    private final String typeName;
    private final Topic topic;
    private final Class<? extends EventData> form;

    EventType(String typeName, Topic topic, Class<? extends EventData> form) {
        this.typeName = typeName;
        this.topic = topic;
        this.form = form;
    }

    /** The type of this {@code ce_type}; empty for one of a newer version of us. */
    public static Optional<EventType> named(String typeName) {
        return Optional.ofNullable(BY_NAME.get(typeName));
    }

    public static EventType of(EventData data) {
        return BY_FORM.get(data.getClass());
    }

    public String typeName() {
        return typeName;
    }

    public Topic topic() {
        return topic;
    }

    public Class<? extends EventData> form() {
        return form;
    }
}
