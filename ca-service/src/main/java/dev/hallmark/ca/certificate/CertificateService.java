package dev.hallmark.ca.certificate;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.state.CertificateState;
import dev.hallmark.ca.state.CertificateStates;
import dev.hallmark.ca.state.CertificateStates.Locked;
import dev.hallmark.ca.state.RevocationReason;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.audit.AuditRecorded.Target;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.operator.audit.AuditTrail;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/** Operators' access to certificates: list, revoke, hold, release. */
@ApplicationScoped
class CertificateService {

    private static final Logger LOG = Logger.getLogger(CertificateService.class);

    private final CertificateStore store;
    private final CertificateStates states;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Pool pool;
    private final Clock clock;

    CertificateService(
            CertificateStore store, CertificateStates states, Outbox outbox, AuditTrail audit, Pool pool, Clock clock) {
        this.store = store;
        this.states = states;
        this.outbox = outbox;
        this.audit = audit;
        this.pool = pool;
        this.clock = clock;
    }

    Uni<List<CertificateStore.Listed>> list(
            TenantId tenant, CertificateFilter filter, Optional<CertificateStore.Start> start, int most) {
        return store.list(tenant, filter, start, most);
    }

    Uni<Expiries> expiries(TenantId tenant) {
        return store.expiries(tenant, clock.instant());
    }

    Uni<CertificateView> get(TenantId tenant, SerialNumber serial) {
        return store.get(tenant, serial);
    }

    /** Marks it as revoked; the caller has the CRL issued afterwards. Revoking twice changes nothing. */
    Uni<CertificateView> revoke(TenantId tenant, SerialNumber serial, RevocationReason reason, String actor) {
        return change(tenant, serial, (transaction, found) -> {
            if (found.state() == CertificateState.REVOKED) {
                return Uni.createFrom().voidItem();
            }
            requireCurrent(found);
            LOG.infof("certificate revoked serial=%s reason=%s actor=%s", serial, reason.label(), actor);
            return states.revoke(transaction, found, reason, actor)
                    .chain(() -> record(transaction, serial, Optional.of(reason.label())));
        });
    }

    /** Marks it as held, until it is released by hand: suspending and resuming its device does not change that. */
    Uni<CertificateView> hold(TenantId tenant, SerialNumber serial, Optional<String> reason, String actor) {
        return change(tenant, serial, (transaction, found) -> {
            requireUnrevoked(found);
            requireCurrent(found);
            if (found.heldByHand()) {
                return Uni.createFrom().voidItem();
            }
            LOG.infof("certificate held serial=%s actor=%s", serial, actor);
            return states.hold(transaction, found, actor).chain(() -> record(transaction, serial, reason));
        });
    }

    /** Ends a hold by hand; while its device is suspended the certificate stays held for that. */
    Uni<CertificateView> release(TenantId tenant, SerialNumber serial, Optional<String> reason, String actor) {
        return change(tenant, serial, (transaction, found) -> {
            requireUnrevoked(found);
            var releases = found.state() == CertificateState.HELD && !found.suspended();
            if (!found.heldByHand() && !releases) {
                return Uni.createFrom().voidItem();
            }
            LOG.infof("certificate released serial=%s suspended=%s actor=%s", serial, found.suspended(), actor);
            return states.release(transaction, found, actor).chain(() -> record(transaction, serial, reason));
        });
    }

    /** The change and its audit record in one transaction, on a certificate that is locked. */
    private Uni<CertificateView> change(
            TenantId tenant, SerialNumber serial, BiFunction<SqlClient, Locked, Uni<Void>> change) {
        return pool.withTransaction(transaction -> states.lock(transaction, tenant, serial)
                .chain(found -> change.apply(transaction, found))
                .chain(() -> store.get(transaction, tenant, serial)));
    }

    private Uni<Void> record(SqlClient transaction, SerialNumber serial, Optional<String> reason) {
        var target = new Target("certificate", serial.hex());
        return outbox.append(
                transaction, reason.map(text -> audit.done(target, text)).orElseGet(() -> audit.done(target)));
    }

    private void requireCurrent(Locked certificate) {
        if (certificate.notAfter().isBefore(clock.instant().truncatedTo(ChronoUnit.SECONDS))) {
            throw new CaException(CaException.Code.NOT_REVOCABLE, "The certificate has expired.");
        }
    }

    private static void requireUnrevoked(Locked certificate) {
        if (certificate.state() == CertificateState.REVOKED) {
            throw new CaException(CaException.Code.ALREADY_REVOKED, "The certificate is revoked, which is final.");
        }
    }
}
