package dev.hallmark.ca.certificate;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.crl.RevocationReason;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.audit.AuditRecorded.Target;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.operator.audit.AuditTrail;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What operators see of certificates, and do to them. */
@ApplicationScoped
class CertificateService {

    private static final Logger LOG = Logger.getLogger(CertificateService.class);

    private final CertificateRepository certificates;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Clock clock;

    CertificateService(CertificateRepository certificates, Outbox outbox, AuditTrail audit, Clock clock) {
        this.certificates = certificates;
        this.outbox = outbox;
        this.audit = audit;
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
        return locked(tenant, serial).call(found -> {
            if (found.is(CertificateState.REVOKED)) {
                return Uni.createFrom().voidItem();
            }
            requireCurrent(found);
            found.open = false;
            found.list(CertificateState.REVOKED, reason, actor, now());
            LOG.infof("certificate revoked serial=%s reason=%s actor=%s", found.serial, found.reason, actor);
            return certificates.abandonPending(found.device).chain(() -> record(found, Optional.of(reason.label())));
        });
    }

    /** Marks it as held, until it is released by hand: the suspension of its device and its end do not touch that. */
    @WithTransaction
    Uni<CertificateEntity> hold(TenantId tenant, SerialNumber serial, Optional<String> reason, String actor) {
        return locked(tenant, serial).call(found -> {
            requireUnrevoked(found);
            requireCurrent(found);
            if (found.heldByHand) {
                return Uni.createFrom().voidItem();
            }
            found.heldByHand = true;
            if (found.is(CertificateState.ACTIVE)) {
                found.list(CertificateState.HELD, RevocationReason.CERTIFICATE_HOLD, actor, now());
                LOG.infof("certificate held serial=%s actor=%s", found.serial, actor);
            }
            return certificates.abandonPending(found.device).chain(() -> record(found, reason));
        });
    }

    /** Ends a hold by hand; while its device is suspended the certificate stays held for that. */
    @WithTransaction
    Uni<CertificateEntity> release(TenantId tenant, SerialNumber serial, Optional<String> reason, String actor) {
        return certificates
                .lockDevice(tenant, serial)
                .chain(suspended -> certificates.lock(tenant, serial).call(found -> {
                    requireUnrevoked(found);
                    boolean releases = found.is(CertificateState.HELD) && !suspended;
                    if (!found.heldByHand && !releases) {
                        return Uni.createFrom().voidItem();
                    }
                    found.heldByHand = false;
                    if (releases) {
                        found.release(actor, now());
                        LOG.infof("certificate released serial=%s actor=%s", found.serial, actor);
                    }
                    return record(found, reason);
                }));
    }

    private Uni<Void> record(CertificateEntity certificate, Optional<String> reason) {
        var target = new Target("certificate", certificate.serial);
        return outbox.append(reason.map(text -> audit.done(target, text)).orElseGet(() -> audit.done(target)));
    }

    /** The device first, as issuance does: a renewal has been committed and is seen here, or finds what is done here. */
    private Uni<CertificateEntity> locked(TenantId tenant, SerialNumber serial) {
        return certificates.lockDevice(tenant, serial).chain(suspended -> certificates.lock(tenant, serial));
    }

    private void requireCurrent(CertificateEntity certificate) {
        if (certificate.notAfter.isBefore(now())) {
            throw new CaException(CaException.Code.NOT_REVOCABLE, "The certificate has expired.");
        }
    }

    private static void requireUnrevoked(CertificateEntity certificate) {
        if (certificate.is(CertificateState.REVOKED)) {
            throw new CaException(CaException.Code.ALREADY_REVOKED, "The certificate is revoked, which is final.");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
