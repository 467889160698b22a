package dev.hallmark.ca.issuance;

import static dev.hallmark.ca.CaException.Code.KEY_NOT_ATTESTED;

import dev.hallmark.ca.CaException;
import dev.hallmark.commons.attestation.AttestationResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/** A verified token, and the request of the very key that the token speaks for. */
public record Enrolment(AttestationResult device, CertificationRequest request) {

    public Enrolment {
        if (!same(device.confirmation().thumbprint(), request.key().thumbprint())) {
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

    private static boolean same(String left, String right) {
        return MessageDigest.isEqual(
                left.getBytes(StandardCharsets.US_ASCII), right.getBytes(StandardCharsets.US_ASCII));
    }
}
