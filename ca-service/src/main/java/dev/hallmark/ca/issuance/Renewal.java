package dev.hallmark.ca.issuance;

import java.util.HexFormat;
import java.util.Optional;

/**
 * A certificate of ours that a device came with, and its request for the next one: of the same key or of a new one.
 * Subject and alternative name stay (RFC 7030 §4.2.2), and so do the terms, whatever the request says of them.
 */
public record Renewal(CurrentCertificate current, CertificationRequest request) {

    Order order() {
        var intent = current.intent();
        var id = "renewal:%s:%s".formatted(intent.serial(), HexFormat.of().formatHex(request.infoDigest()));
        return new Order(
                intent.tenant(),
                intent.device(),
                current.subject(),
                request,
                intent.terms(),
                intent.deviceVersion(),
                new Order.Licence(id, intent.notAfter()),
                Optional.of(intent.serial()));
    }
}
