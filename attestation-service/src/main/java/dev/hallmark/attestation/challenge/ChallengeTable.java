package dev.hallmark.attestation.challenge;

import dev.hallmark.attestation.device.DeviceState;
import dev.hallmark.attestation.policy.AttestationPolicy;
import dev.hallmark.attestation.refusal.Refusal;
import dev.hallmark.attestation.refusal.RefusalReason;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.KeyAlgorithm;
import dev.hallmark.commons.identity.SubjectPublicKey;
import dev.hallmark.commons.identity.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Stores challenges. Their times are the database's, one clock for all replicas. */
@ApplicationScoped
class ChallengeTable {

    /**
     * One statement for every key: unknown, revoked, in no batch or refused for its version of TLS. Outer joins under a
     * condition that accepts their nulls look into both tables for each of them, so that the time says nothing either. A
     * minimum that only a newer version knows counts as 1.3.
     */
    private static final String ISSUE =
            """
            insert into challenge (id, device, purpose, connection, nonce, public_key, expires_at)
            select $1::bytea, device.id, $3::text, $4::bytea, $5::bytea, $6::bytea, now() + make_interval(secs => $7)
            from (select $2::bytea as id) as asked
            left join device on device.id = asked.id
            left join policy on policy.id = coalesce(device.policy, '') and policy.tenant = device.tenant
            where coalesce(device.standing = 'ACTIVE' and device.batch is not null and policy.id is not null
              and ($8 or coalesce(policy.minimum_tls, '1.2') = '1.2'), false)
            on conflict (device, purpose, connection) do update set
                id = excluded.id, nonce = excluded.nonce, public_key = excluded.public_key,
                answer_key = null, expires_at = excluded.expires_at
            returning expires_at, (select algorithm from device where device.id = $2) as algorithm
            """;

    private static final String TLS_13_ONLY =
            """
            select device.id, device.tenant, device.batch
            from device join policy on policy.id = device.policy and policy.tenant = device.tenant
            where device.id = any($1::bytea[]) and device.standing = 'ACTIVE' and device.batch is not null
              and policy.minimum_tls <> '1.2'
            """;

    private static final String EXPECT = "update challenge set answer_key = $2 where id = $1";

    /** Deletes the challenge: of any number of attempts at once, one gets the row. */
    private static final String CONSUME =
            """
            with consumed as (delete from challenge where id = $1 returning *)
            select consumed.nonce, consumed.public_key, consumed.connection, consumed.answer_key,
                   consumed.expires_at <= now() as expired,
                   device.id, device.tenant, device.batch, device.policy, device.serial, device.model,
                   device.root_of_trust, device.algorithm, device.standing, device.generation, device.version,
                   device.bootcount, policy.id as policy_id, policy.certificate_profile, policy.algorithms,
                   policy.roots_of_trust, policy.allow_unbound, policy.minimum_trust, policy.minimum_tls
            from consumed
            join device on device.id = consumed.device
            left join policy on policy.id = device.policy and policy.tenant = device.tenant
            """;

    /** An expired challenge stays for a minute, so that late evidence is refused as late. */
    private static final String SWEEP = "delete from challenge where expires_at < now() - interval '1 minute'";

    private static final double MILLIS = 1000;

    private final Pool pool;

    ChallengeTable(Pool pool) {
        this.pool = pool;
    }

    /** Stores the challenge if the key's device may attest on this connection; empty for every other key. */
    Uni<Optional<Challenge>> issue(
            ChallengeId id,
            SubjectPublicKey key,
            Purpose purpose,
            TlsConnection connection,
            byte[] nonce,
            Duration lifetime) {
        var parameters = Tuple.tuple()
                .addValue(Buffer.buffer(id.octets()))
                .addValue(Buffer.buffer(key.deviceId().bytes()))
                .addString(purpose.name())
                .addValue(Buffer.buffer(connection.binding()))
                .addValue(Buffer.buffer(nonce))
                .addValue(Buffer.buffer(key.der()))
                .addDouble(lifetime.toMillis() / MILLIS)
                .addBoolean(connection.isTls13());
        return pool.preparedQuery(ISSUE).execute(parameters).map(rows -> first(rows)
                .map(row -> challenge(id, nonce, key, row)));
    }

    /** Those of the devices that may attest, but over TLS 1.3 only. */
    Uni<List<Refusal>> tls13Only(Set<DeviceId> devices) {
        var ids = devices.stream().map(device -> Buffer.buffer(device.bytes())).toArray(Buffer[]::new);
        return pool.preparedQuery(TLS_13_ONLY).execute(Tuple.of(ids)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(ChallengeTable::refusal)
                .toList());
    }

    /** Keeps the key that the answer is to be authenticated under, unless the challenge has been replaced meanwhile. */
    Uni<Void> expect(ChallengeId id, byte[] answerKey) {
        return pool.preparedQuery(EXPECT)
                .execute(Tuple.of(Buffer.buffer(id.octets()), Buffer.buffer(answerKey)))
                .replaceWithVoid();
    }

    Uni<Optional<ConsumedChallenge>> consume(ChallengeId id) {
        return pool.preparedQuery(CONSUME)
                .execute(Tuple.of(Buffer.buffer(id.octets())))
                .map(rows -> first(rows).map(row -> consumed(id, row)));
    }

    Uni<Integer> sweep() {
        return pool.query(SWEEP).execute().map(SqlResult::rowCount);
    }

    private static Refusal refusal(Row row) {
        return new Refusal(
                DeviceId.of(row.getBuffer("id").getBytes()),
                TenantId.of(row.getString("tenant")),
                Optional.of(row.getString("batch")),
                RefusalReason.POLICY_TLS);
    }

    private static Challenge challenge(ChallengeId id, byte[] nonce, SubjectPublicKey key, Row row) {
        var registered = Optional.ofNullable(row.getString("algorithm"));
        return new Challenge(
                id,
                nonce,
                registered.map(KeyAlgorithm::named).orElseGet(key::algorithm),
                Optional.empty(),
                row.get(OffsetDateTime.class, "expires_at").toInstant());
    }

    private static ConsumedChallenge consumed(ChallengeId id, Row row) {
        return new ConsumedChallenge(
                id,
                octets(row, "nonce"),
                octets(row, "public_key"),
                octets(row, "connection"),
                Optional.ofNullable(row.get(Buffer.class, "answer_key")).map(Buffer::getBytes),
                row.getBoolean("expired"),
                device(row),
                policy(row));
    }

    private static DeviceState device(Row row) {
        return new DeviceState(
                DeviceId.of(octets(row, "id")),
                TenantId.of(row.getString("tenant")),
                text(row, "batch"),
                text(row, "policy"),
                text(row, "serial"),
                text(row, "model"),
                text(row, "root_of_trust"),
                text(row, "algorithm").map(KeyAlgorithm::named),
                "ACTIVE".equals(row.getString("standing")),
                row.getInteger("generation"),
                row.getLong("version"),
                bootcount(row));
    }

    private static Optional<AttestationPolicy> policy(Row row) {
        return text(row, "policy_id")
                .map(known -> new AttestationPolicy(
                        text(row, "certificate_profile"),
                        List.of(row.getArrayOfStrings("algorithms")),
                        List.of(row.getArrayOfStrings("roots_of_trust")),
                        row.getBoolean("allow_unbound"),
                        text(row, "minimum_trust")
                                .filter(minimum -> !minimum.equals("software"))
                                .isPresent(),
                        text(row, "minimum_tls")
                                .filter(minimum -> !minimum.equals("1.2"))
                                .isPresent()));
    }

    private static OptionalLong bootcount(Row row) {
        var bootcount = row.getLong("bootcount");
        return bootcount == null ? OptionalLong.empty() : OptionalLong.of(bootcount);
    }

    private static Optional<String> text(Row row, String column) {
        return Optional.ofNullable(row.getString(column));
    }

    private static byte[] octets(Row row, String column) {
        return row.get(Buffer.class, column).getBytes();
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        var iterator = rows.iterator();
        return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
    }
}
