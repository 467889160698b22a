package dev.hallmark.ca.est;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.issuance.CertificationRequest;
import dev.hallmark.ca.issuance.CurrentCertificates;
import dev.hallmark.ca.issuance.Enrolment;
import dev.hallmark.ca.issuance.IssuanceService;
import dev.hallmark.ca.issuance.Renewal;
import dev.hallmark.commons.identity.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;

/** A token, or the certificate that a device has, and a request in; a certificate out. */
@ApplicationScoped
class EnrolmentService {

    private final EnrolmentTokens tokens;
    private final CurrentCertificates currents;
    private final IssuanceService issuance;
    private final Vertx vertx;

    EnrolmentService(EnrolmentTokens tokens, CurrentCertificates currents, IssuanceService issuance, Vertx vertx) {
        this.tokens = tokens;
        this.currents = currents;
        this.issuance = issuance;
        this.vertx = vertx;
    }

    /** The certificate as an EST body. The order of checks: token, label, request, key. */
    Uni<String> enrol(Optional<TenantId> label, String authorization, byte[] body) {
        return tokens.verify(authorization)
                .invoke(device -> requireLabel(label, device.tenant()))
                .chain(device -> vertx.executeBlocking(
                        () -> new Enrolment(device, CertificationRequest.parse(EstEncoding.decode(body))), false))
                .chain(issuance::enrol)
                .map(EnrolmentService::encode);
    }

    /** The next certificate as an EST body. The order of checks: certificate, label, request; its state comes last. */
    Uni<String> reenrol(Optional<TenantId> label, Optional<X509Certificate> shown, byte[] body) {
        var certificate = shown.orElseThrow(() -> new CaException(
                CaException.Code.CERTIFICATE_REQUIRED,
                "Re-enrolment needs the device's certificate, and a current one."));
        return currents.of(certificate)
                .invoke(current -> requireLabel(label, current.tenant()))
                .chain(current -> vertx.executeBlocking(
                        () -> new Renewal(current, CertificationRequest.parse(EstEncoding.decode(body))), false))
                .chain(issuance::renew)
                .map(EnrolmentService::encode);
    }

    private static void requireLabel(Optional<TenantId> label, TenantId tenant) {
        if (label.isPresent() && !tenant.equals(label.get())) {
            throw new CaException(CaException.Code.WRONG_LABEL, "The device belongs to another label.");
        }
    }

    private static String encode(byte[] certificate) {
        try {
            return EstEncoding.certificates(List.of(new X509CertificateHolder(certificate)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
