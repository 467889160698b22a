package dev.hallmark.ca.certificate;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.crl.RevocationReason;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;

/** What operators see of certificates, and do to them. */
@ApplicationScoped
class CertificateService {

    private static final Logger LOG = Logger.getLogger(CertificateService.class);

    private final CertificateRepository certificates;
    private final Clock clock;

    CertificateService(CertificateRepository certificates, Clock clock) {
        this.certificates = certificates;
        this.clock = clock;
    }

    @WithSession
    Uni<List<CertificateEntity>> list(TenantId tenant, CertificateRepository.Filter filter, int most) {
        return certificates.list(tenant, filter, most);
    }

    @WithSession
    Uni<CertificateEntity> get(TenantId tenant, SerialNumber serial) {
        return certificates.get(tenant, serial);
    }

    /** Marks it as revoked; whoever calls has the CRL issued afterwards. Twice is once: the first reason stays. */
    @WithTransaction
    Uni<CertificateEntity> revoke(TenantId tenant, SerialNumber serial, RevocationReason reason, String actor) {
        return certificates.lock(tenant, serial).invoke(found -> {
            if (found.state.equals(CertificateState.ACTIVE.label())) {
                revoke(found, reason, actor);
            }
        });
    }

    private void revoke(CertificateEntity certificate, RevocationReason reason, String actor) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (certificate.notAfter.isBefore(now)) {
            throw new CaException(CaException.Code.NOT_REVOCABLE, "The certificate has expired.");
        }
        certificate.state = CertificateState.REVOKED.label();
        certificate.open = false;
        certificate.revokedAt = now;
        certificate.reason = reason.label();
        certificate.revokedBy = actor;
        LOG.infof("certificate revoked serial=%s reason=%s actor=%s", certificate.serial, reason.label(), actor);
    }
}
