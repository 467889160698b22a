package dev.hallmark.policy.onboarding;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Event;
import dev.hallmark.events.certificate.CertificateHeld;
import dev.hallmark.events.certificate.CertificateReleased;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.policy.onboarding.Onboarding.Failed;
import dev.hallmark.policy.policy.PolicyDevices;
import dev.hallmark.policy.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Certificates with the outcome of their onboarding, and whether they are revoked or held. A revocation or hold may arrive
 * before the certificate's own event.
 */
@ApplicationScoped
class CertificateStore implements PolicyDevices {

    private static final String ADD =
            """
            insert into certificate (device, serial, tenant, batch, policy, generation, issued_at, renew_after,
                                     onboarding, reason)
            select distinct on (device, serial) *
            from unnest($1::bytea[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::integer[],
                        $7::timestamptz[], $8::timestamptz[], $9::text[], $10::text[])
                as issued (device, serial, tenant, batch, policy, generation, issued_at, renew_after,
                           onboarding, reason)
            order by device, serial
            on conflict (device, serial) do update set
                batch = excluded.batch, policy = excluded.policy, generation = excluded.generation,
                issued_at = excluded.issued_at, renew_after = excluded.renew_after,
                onboarding = excluded.onboarding, reason = excluded.reason
            where certificate.issued_at is null and certificate.revoked_at is null
            returning device, serial
            """;

    private static final String REVOKE =
            """
            insert into certificate (device, serial, tenant, revoked_at)
            select distinct on (device, serial) *
            from unnest($1::bytea[], $2::text[], $3::text[], $4::timestamptz[])
                as revoked (device, serial, tenant, revoked_at)
            order by device, serial, revoked_at
            on conflict (device, serial) do update set revoked_at = excluded.revoked_at
            where certificate.revoked_at is null
            """;

    /** Of a hold and a release, the one with the higher CRL number is the later. */
    private static final String HOLD =
            """
            insert into certificate (device, serial, tenant, held, crl_number)
            select distinct on (device, serial) *
            from unnest($1::bytea[], $2::text[], $3::text[], $4::boolean[], $5::bigint[])
                as changed (device, serial, tenant, held, crl_number)
            order by device, serial, crl_number desc
            on conflict (device, serial) do update set held = excluded.held, crl_number = excluded.crl_number
            where certificate.crl_number is null or certificate.crl_number < excluded.crl_number
            """;

    /** Reads the whole table: an index would cost each onboarding, for a question that is asked now and then. */
    private static final String COUNT =
            """
            select d.standing, count(distinct c.device) as devices, count(*) as certificates
            from certificate c join device d on d.id = c.device
            where c.tenant = $1 and c.policy = $2 and c.revoked_at is null
            group by d.standing
            """;

    private record Hold(TenantId tenant, DeviceId device, SerialNumber serial, boolean held, long crlNumber) {}

    private final Pool pool;

    CertificateStore(Pool pool) {
        this.pool = pool;
    }

    /** Adds the certificates that are new and returns their keys. */
    Uni<Set<Onboarding.Key>> add(SqlConnection transaction, List<Onboarding> onboardings) {
        var columns = Tuple.from(List.<Object>of(
                column(onboardings, row -> octets(row.certificate().deviceId()), Buffer[]::new),
                column(onboardings, row -> row.certificate().serial().hex(), String[]::new),
                column(onboardings, row -> row.tenant().name(), String[]::new),
                column(onboardings, row -> row.certificate().batch(), String[]::new),
                column(onboardings, CertificateStore::policy, UUID[]::new),
                column(onboardings, row -> row.certificate().generation(), Integer[]::new),
                column(onboardings, row -> time(row.issued().time()), OffsetDateTime[]::new),
                column(onboardings, row -> time(row.certificate().renewAfter()), OffsetDateTime[]::new),
                column(onboardings, row -> row.outcome() instanceof Failed ? "failed" : "onboarded", String[]::new),
                column(
                        onboardings,
                        row -> row.outcome() instanceof Failed(String reason) ? reason : null,
                        String[]::new)));
        return transaction.preparedQuery(ADD).execute(columns).map(rows -> {
            var added = new HashSet<Onboarding.Key>();
            rows.forEach(row -> added.add(new Onboarding.Key(
                    DeviceId.of(row.getBuffer("device").getBytes()), SerialNumber.parse(row.getString("serial")))));
            return added;
        });
    }

    /** Stores the revocations among these events. */
    Uni<Void> revoke(SqlConnection transaction, List<Event> events) {
        var revocations = events.stream()
                .filter(event -> event.data() instanceof CertificateRevoked)
                .toList();
        return revocations.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(REVOKE)
                        .execute(Tuple.of(
                                column(
                                        revocations,
                                        event -> octets(revoked(event).deviceId()),
                                        Buffer[]::new),
                                column(
                                        revocations,
                                        event -> revoked(event).serial().hex(),
                                        String[]::new),
                                column(revocations, event -> event.tenant().name(), String[]::new),
                                column(revocations, event -> time(revoked(event).revokedAt()), OffsetDateTime[]::new)))
                        .replaceWithVoid();
    }

    /** Stores the holds and releases among these events. */
    Uni<Void> hold(SqlConnection transaction, List<Event> events) {
        var holds = events.stream().flatMap(CertificateStore::holds).toList();
        return holds.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(HOLD)
                        .execute(Tuple.of(
                                column(holds, hold -> octets(hold.device()), Buffer[]::new),
                                column(holds, hold -> hold.serial().hex(), String[]::new),
                                column(holds, hold -> hold.tenant().name(), String[]::new),
                                column(holds, Hold::held, Boolean[]::new),
                                column(holds, Hold::crlNumber, Long[]::new)))
                        .replaceWithVoid();
    }

    @Override
    public Uni<Count> under(TenantId tenant, PolicyId policy) {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(tenant.name(), policy.value()))
                .map(rows -> {
                    var devices = new HashMap<String, Long>();
                    long certificates = 0;
                    for (var row : rows) {
                        devices.put(row.getString("standing"), row.getLong("devices"));
                        certificates += row.getLong("certificates");
                    }
                    return new Count(devices, certificates);
                });
    }

    private static Stream<Hold> holds(Event event) {
        return switch (event.data()) {
            case CertificateHeld held ->
                Stream.of(new Hold(event.tenant(), held.deviceId(), held.serial(), true, held.crlNumber()));
            case CertificateReleased released ->
                Stream.of(
                        new Hold(event.tenant(), released.deviceId(), released.serial(), false, released.crlNumber()));
            default -> Stream.empty();
        };
    }

    private static CertificateRevoked revoked(Event event) {
        return (CertificateRevoked) event.data();
    }

    private static <T, C> C[] column(List<T> rows, Function<T, C> value, IntFunction<C[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    private static Buffer octets(DeviceId device) {
        return Buffer.buffer(device.bytes());
    }

    private static UUID policy(Onboarding row) {
        return PolicyId.tryParse(row.certificate().policy())
                .map(PolicyId::value)
                .orElse(null);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
