package dev.hallmark.ca.issuance;

import static dev.hallmark.ca.CaException.Code.KEY_NOT_ATTESTED;

import dev.hallmark.ca.CaException;
import dev.hallmark.commons.attestation.AttestationResult;
import java.time.Instant;
import java.util.Optional;

/** A verified token, and the request of the very key that the token speaks for. */
public record Enrolment(AttestationResult device, CertificationRequest request) {

    public Enrolment {
        if (!device.confirmation().names(request.key())) {
            throw new CaException(KEY_NOT_ATTESTED, "The request's key is not the one that the token was given for.");
        }
    }

    Order order() {
        return new Order(
                device.tenant(),
                device.deviceId(),
                DeviceCertificate.subject(device.tenant(), device.serial(), device.deviceId()),
                request,
                new Intent.Terms(device.profile(), device.batch(), device.policy(), device.generation()),
                device.deviceVersion(),
                new Order.Licence(device.tokenId(), Instant.ofEpochSecond(device.expiresAt())),
                Optional.empty());
    }
}
