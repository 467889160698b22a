package dev.hallmark.registry.manifest;

import dev.hallmark.commons.identity.InvalidPublicKeyException;
import dev.hallmark.commons.identity.SubjectPublicKey;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.audit.AuditRecorded.Target;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.operator.audit.AuditTrail;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The keys of factories as rows, each seen by its own tenant only. */
@ApplicationScoped
class FactoryKeyStore {

    private static final String COLUMNS =
            "name, kid, public_key, created_at, created_by, revoked_at, revoked_by, reason";

    private static final String ADD = "insert into factory_key (tenant, kid, name, public_key, created_at, created_by)"
            + " values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning " + COLUMNS;
    private static final String FIND = "select " + COLUMNS + " from factory_key where tenant = $1 and kid = $2";
    private static final String AFTER =
            "select " + COLUMNS + " from factory_key where tenant = $1 and kid > $2 order by kid limit $3";

    /** The first revocation of a key stays. */
    private static final String REVOKE = "update factory_key set revoked_at = $3, revoked_by = $4, reason = $5"
            + " where tenant = $1 and kid = $2 and revoked_at is null returning " + COLUMNS;

    private final Pool pool;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Clock clock;

    FactoryKeyStore(Pool pool, Outbox outbox, AuditTrail audit, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    Uni<FactoryKey> add(TenantId tenant, String actor, String name, SubjectPublicKey key) {
        var values = Tuple.of(tenant.name(), key.thumbprint(), name)
                .addValue(Buffer.buffer(key.der()))
                .addValue(OffsetDateTime.now(clock))
                .addString(actor);
        return pool.withTransaction(transaction -> first(transaction, ADD, values)
                .map(added -> added.orElseThrow(() -> new RegistryException(
                        Refusal.FACTORY_KEY_TAKEN,
                        "There is a factory key of this name already, or this key was added before.")))
                .call(added -> outbox.append(transaction, audit.done(target(added.kid())))));
    }

    Uni<Optional<FactoryKey>> find(TenantId tenant, String kid) {
        return find(pool, tenant, kid);
    }

    Uni<List<FactoryKey>> after(TenantId tenant, String kid, int limit) {
        return pool.preparedQuery(AFTER)
                .mapping(FactoryKeyStore::key)
                .execute(Tuple.of(tenant.name(), kid, limit))
                .map(found -> found.stream().toList());
    }

    /** Revokes a key; one that is revoked already stays as it is. */
    Uni<FactoryKey> revoke(TenantId tenant, String actor, String kid, String reason) {
        var values = Tuple.of(tenant.name(), kid, OffsetDateTime.now(clock), actor, reason);
        return pool.withTransaction(transaction -> first(transaction, REVOKE, values)
                .call(revoked -> revoked.isPresent()
                        ? outbox.append(transaction, audit.done(target(kid), reason))
                        : Uni.createFrom().voidItem())
                .chain(revoked -> find(transaction, tenant, kid))
                .map(key -> key.orElseThrow(
                        () -> new RegistryException(Refusal.NOT_FOUND, "There is no such factory key."))));
    }

    private static Uni<Optional<FactoryKey>> find(SqlClient client, TenantId tenant, String kid) {
        return first(client, FIND, Tuple.of(tenant.name(), kid));
    }

    private static Target target(String kid) {
        return new Target("factory-key", kid);
    }

    private static Uni<Optional<FactoryKey>> first(SqlClient client, String query, Tuple values) {
        return client.preparedQuery(query)
                .mapping(FactoryKeyStore::key)
                .execute(values)
                .map(found -> found.stream().findFirst());
    }

    private static FactoryKey key(Row row) {
        var der = ((Buffer) row.getValue("public_key")).getBytes();
        var key = read(der);
        return new FactoryKey(
                row.getString("name"),
                row.getString("kid"),
                key.algorithm().jose(),
                Base64.getEncoder().encodeToString(der),
                key,
                instant(row, "created_at"),
                row.getString("created_by"),
                instant(row, "revoked_at"),
                row.getString("revoked_by"),
                row.getString("reason"));
    }

    private static SubjectPublicKey read(byte[] der) {
        try {
            return SubjectPublicKey.parse(der);
        } catch (InvalidPublicKeyException e) {
            throw new IllegalStateException("a stored factory key cannot be read", e);
        }
    }

    private static Instant instant(Row row, String column) {
        var at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}
