package dev.hallmark.ca.issuance;

import static dev.hallmark.ca.CaException.Code.KEY_NOT_ATTESTED;

import dev.hallmark.ca.CaException;
import dev.hallmark.commons.attestation.AttestationResult;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * A certification request, and what authorizes it: a token or the device's current certificate.
 *
 * @param deviceVersion the registry's version of the device that is vouched for
 * @param current the certificate that is renewed; empty where a token vouches
 */
public record IssuanceRequest(
        TenantId tenant,
        DeviceId device,
        X500Name subject,
        CertificationRequest csr,
        Intent.Terms terms,
        long deviceVersion,
        Authorization authorization,
        Optional<SerialNumber> current) {

    /**
     * Good for one certification request.
     *
     * @param id of the token, or of the renewal
     * @param expiresAt it may be forgotten some time after
     */
    record Authorization(String id, Instant expiresAt) {}

    /**
     * With a verified token: names and terms are those of the token.
     *
     * @throws CaException when the request's key is not the one that the token names
     */
    public static IssuanceRequest enrolment(AttestationResult device, CertificationRequest csr) {
        if (!device.confirmation().names(csr.key())) {
            throw new CaException(KEY_NOT_ATTESTED, "The request's key is not the one that the token was given for.");
        }
        return new IssuanceRequest(
                device.tenant(),
                device.deviceId(),
                CertificateTemplate.subject(device.tenant(), device.serial(), device.deviceId()),
                csr,
                new Intent.Terms(device.profile(), device.batch(), device.policy(), device.generation()),
                device.deviceVersion(),
                new Authorization(device.tokenId(), Instant.ofEpochSecond(device.expiresAt())),
                Optional.empty());
    }

    /**
     * With the device's current certificate, for the same key or a new one: subject and alternative name stay (RFC 7030
     * §4.2.2), and so do the terms, whatever the request asks for.
     */
    public static IssuanceRequest renewal(CurrentCertificate current, CertificationRequest csr) {
        var intent = current.intent();
        var id = "renewal:%s:%s".formatted(intent.serial(), HexFormat.of().formatHex(csr.infoDigest()));
        return new IssuanceRequest(
                intent.tenant(),
                intent.device(),
                current.subject(),
                csr,
                intent.terms(),
                intent.deviceVersion(),
                new Authorization(id, intent.notAfter()),
                Optional.of(intent.serial()));
    }
}
