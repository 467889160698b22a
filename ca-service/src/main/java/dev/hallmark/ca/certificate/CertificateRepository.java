package dev.hallmark.ca.certificate;

import dev.hallmark.ca.CaException;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The certificates of one tenant at a time. */
@ApplicationScoped
class CertificateRepository implements PanacheRepositoryBase<CertificateEntity, String> {

    private static final String STANDING = "select d.standing from device d join certificate c on c.device = d.id"
            + " where c.tenant = ?1 and c.serial = ?2 for update of d";

    /** With what it was asked for: the same request may come again. */
    private static final String ABANDON = "with abandoned as ("
            + "update certificate set state = 'abandoned', open = false, tbs = null"
            + " where device = ?1 and state = 'pending' returning serial)"
            + " delete from enrolment_token t using abandoned where t.serial = abandoned.serial";

    /** An intent of the same key has closed the one that it was to replace. */
    private static final String REOPEN = "update certificate set open = true"
            + " where device = ?1 and state in ('active', 'held') and supersede_at is null";

    /** What is asked for, and where the page starts: below this position. */
    record Filter(Optional<DeviceId> device, Optional<CertificateState> state, long below) {}

    /** The newest first. */
    Uni<List<CertificateEntity>> list(TenantId tenant, Filter filter, int most) {
        var query = new StringBuilder("tenant = :tenant and position < :below");
        var parameters = new HashMap<String, Object>(Map.of("tenant", tenant.name(), "below", filter.below()));
        filter.device().ifPresent(device -> {
            query.append(" and device = :device");
            parameters.put("device", device.bytes());
        });
        query.append(
                filter.state().isPresent() ? " and state = :state" : " and state in ('active', 'held', 'revoked')");
        filter.state().ifPresent(state -> parameters.put("state", state.label()));
        return find(query.append(" order by position desc").toString(), parameters)
                .range(0, most - 1)
                .list();
    }

    /** Fails with {@code NOT_FOUND} when the tenant has no such certificate. */
    Uni<CertificateEntity> get(TenantId tenant, SerialNumber serial) {
        return get(tenant, serial, LockModeType.NONE);
    }

    /** The same, locked until the transaction ends. */
    Uni<CertificateEntity> lock(TenantId tenant, SerialNumber serial) {
        return get(tenant, serial, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * Ends what is being issued to a device that is locked, as if it had not begun: it may have done so because a
     * certificate was good that is no longer.
     */
    Uni<Void> abandonPending(byte[] device) {
        return flush().chain(() -> execute(ABANDON, device)).chain(() -> execute(REOPEN, device));
    }

    private Uni<Void> execute(String statement, byte[] device) {
        return getSession()
                .chain(session -> session.createNativeQuery(statement)
                        .setParameter(1, device)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /**
     * Locks the device of a certificate, as lifecycle events do, before anybody locks the certificate.
     *
     * @return whether it is suspended; false when there is no such certificate
     */
    Uni<Boolean> lockDevice(TenantId tenant, SerialNumber serial) {
        return getSession()
                .chain(session -> session.createNativeQuery(STANDING, String.class)
                        .setParameter(1, tenant.name())
                        .setParameter(2, serial.hex())
                        .getSingleResultOrNull())
                .map("suspended"::equals);
    }

    private Uni<CertificateEntity> get(TenantId tenant, SerialNumber serial, LockModeType lock) {
        return find(
                        "tenant = ?1 and serial = ?2 and state in ('active', 'held', 'revoked')",
                        tenant.name(),
                        serial.hex())
                .withLock(lock)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> new CaException(CaException.Code.NOT_FOUND, "There is no such certificate."));
    }
}
