package dev.hallmark.ca.issuance;

import static dev.hallmark.ca.CaException.Code.KEY_NOT_ATTESTED;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.authority.Signatures;
import dev.hallmark.commons.attestation.AttestationResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A verified token, and the request of the very key that the token speaks for. */
public record Enrolment(AttestationResult device, CertificationRequest request) {

    public Enrolment {
        if (!same(device.confirmation().thumbprint(), request.key().thumbprint())) {
            throw new CaException(KEY_NOT_ATTESTED, "The request's key is not the one that the token was given for.");
        }
    }

    /** SHA-256 of the key that is to be certified. */
    byte[] keyDigest() {
        return Signatures.sha256(request.key().der());
    }

    private static boolean same(String left, String right) {
        return MessageDigest.isEqual(
                left.getBytes(StandardCharsets.US_ASCII), right.getBytes(StandardCharsets.US_ASCII));
    }
}
