package dev.hallmark.policy.onboarding;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Event;
import dev.hallmark.events.EventData;
import dev.hallmark.events.certificate.CertificateIssued;
import dev.hallmark.events.onboarding.DeviceOnboarded;
import dev.hallmark.events.onboarding.OnboardingFailed;

/**
 * A certificate and the outcome of bringing its device to the target.
 *
 * @param issued the event that brought the certificate
 */
record Onboarding(Event issued, CertificateIssued certificate, Outcome outcome) {

    sealed interface Outcome {}

    /** The plan has been carried out. */
    record Onboarded(String target) implements Outcome {}

    /** It cannot be; the reason is a sentence for operators. */
    record Failed(String reason) implements Outcome {}

    /** One certificate of one device: its event may arrive more than once. */
    record Key(DeviceId device, SerialNumber serial) {}

    TenantId tenant() {
        return issued.tenant();
    }

    Key key() {
        return new Key(certificate.deviceId(), certificate.serial());
    }

    EventData event() {
        return switch (outcome) {
            case Onboarded(String target) ->
                new DeviceOnboarded(
                        certificate.deviceId(),
                        certificate.batch(),
                        certificate.policy(),
                        certificate.generation(),
                        certificate.serial(),
                        target);
            case Failed(String reason) ->
                new OnboardingFailed(
                        certificate.deviceId(),
                        certificate.batch(),
                        certificate.policy(),
                        certificate.generation(),
                        reason);
        };
    }
}
