package dev.hallmark.registry.device;

import dev.hallmark.events.Event;
import dev.hallmark.events.attestation.AttestationFailed;
import dev.hallmark.events.attestation.DeviceAttested;
import dev.hallmark.events.certificate.CertificateHeld;
import dev.hallmark.events.certificate.CertificateIssued;
import dev.hallmark.events.certificate.CertificateReleased;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.events.onboarding.DeviceOnboarded;
import dev.hallmark.events.onboarding.OnboardingFailed;
import dev.hallmark.registry.timeline.TimelineEntry;
import java.util.Map;
import java.util.Optional;

/**
 * What an event of another service means for a device.
 *
 * @param stage the stage that it has reached; empty when the event reports none
 */
record JourneyStep(TimelineEntry entry, Optional<Stage> stage, int generation) {

    /** Empty for events that are not about a step of a device. */
    static Optional<JourneyStep> of(Event event) {
        return switch (event.data()) {
            case DeviceAttested attested ->
                forward(
                        Stage.ATTESTED,
                        attested.generation(),
                        TimelineEntry.of(
                                event,
                                attested.deviceId(),
                                null,
                                Map.of("evidence", text(attested.evidence()), "status", text(attested.status()))));
            case CertificateIssued issued ->
                forward(
                        Stage.ENROLLED,
                        issued.generation(),
                        TimelineEntry.of(
                                event,
                                issued.deviceId(),
                                null,
                                Map.of(
                                        "serial", text(issued.serial()),
                                        "authority", text(issued.authority()),
                                        "notAfter", text(issued.notAfter()))));
            case DeviceOnboarded onboarded ->
                forward(
                        Stage.ONBOARDED,
                        onboarded.generation(),
                        TimelineEntry.of(
                                event, onboarded.deviceId(), null, Map.of("target", text(onboarded.target()))));
            case AttestationFailed failed -> note(TimelineEntry.of(event, failed.deviceId(), failed.reason()));
            case OnboardingFailed failed -> note(TimelineEntry.of(event, failed.deviceId(), failed.reason()));
            case CertificateRevoked revoked ->
                note(TimelineEntry.of(
                        event,
                        revoked.deviceId(),
                        revoked.reason(),
                        Map.of("serial", text(revoked.serial()), "authority", text(revoked.authority()))));
            case CertificateHeld held ->
                note(TimelineEntry.of(
                        event,
                        held.deviceId(),
                        null,
                        Map.of("serial", text(held.serial()), "authority", text(held.authority()))));
            case CertificateReleased released ->
                note(TimelineEntry.of(
                        event,
                        released.deviceId(),
                        null,
                        Map.of("serial", text(released.serial()), "authority", text(released.authority()))));
            default -> Optional.empty();
        };
    }

    private static Optional<JourneyStep> forward(Stage stage, int generation, TimelineEntry entry) {
        return Optional.of(new JourneyStep(entry, Optional.of(stage), generation));
    }

    private static Optional<JourneyStep> note(TimelineEntry entry) {
        return Optional.of(new JourneyStep(entry, Optional.empty(), 0));
    }

    /** Facts are for people: one that a newer or older service leaves out must not stop the rest. */
    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
