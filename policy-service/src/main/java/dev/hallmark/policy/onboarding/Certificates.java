package dev.hallmark.policy.onboarding;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.events.Event;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.policy.onboarding.Onboarding.Failed;
import dev.hallmark.policy.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rows of certificates with their onboarding. */
@ApplicationScoped
class Certificates {

    private static final String ADD =
            """
            insert into certificate (device, serial, tenant, batch, policy, generation, issued_at, renew_after,
                                     onboarding, reason)
            select distinct on (device, serial) *
            from unnest($1::bytea[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::integer[],
                        $7::timestamptz[], $8::timestamptz[], $9::text[], $10::text[])
                as told (device, serial, tenant, batch, policy, generation, issued_at, renew_after,
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
                as told (device, serial, tenant, revoked_at)
            order by device, serial, revoked_at
            on conflict (device, serial) do update set revoked_at = excluded.revoked_at
            where certificate.revoked_at is null
            """;

    /** Adds those that have not been seen before, and says which. */
    Uni<Set<Onboarding.Key>> add(SqlConnection transaction, List<Onboarding> onboardings) {
        return transaction.preparedQuery(ADD).execute(columns(onboardings)).map(rows -> {
            var added = new HashSet<Onboarding.Key>();
            rows.forEach(row -> added.add(new Onboarding.Key(
                    DeviceId.of(row.getBuffer("device").getBytes()), SerialNumber.parse(row.getString("serial")))));
            return added;
        });
    }

    /** Marks certificates as revoked, those too of which nothing is known yet. */
    Uni<Void> revoke(SqlConnection transaction, List<Event> revocations) {
        var columns = Tuple.of(
                column(
                                revocations,
                                event -> Buffer.buffer(data(event).deviceId().bytes()))
                        .toArray(Buffer[]::new),
                column(revocations, event -> data(event).serial().hex()).toArray(String[]::new),
                column(revocations, event -> event.tenant().name()).toArray(String[]::new),
                column(revocations, event -> time(data(event).revokedAt())).toArray(OffsetDateTime[]::new));
        return transaction.preparedQuery(REVOKE).execute(columns).replaceWithVoid();
    }

    private static CertificateRevoked data(Event event) {
        return (CertificateRevoked) event.data();
    }

    private static Tuple columns(List<Onboarding> rows) {
        return Tuple.from(List.<Object>of(
                column(rows, row -> Buffer.buffer(row.certificate().deviceId().bytes()))
                        .toArray(Buffer[]::new),
                column(rows, row -> row.certificate().serial().hex()).toArray(String[]::new),
                column(rows, row -> row.tenant().name()).toArray(String[]::new),
                column(rows, row -> row.certificate().batch()).toArray(String[]::new),
                column(rows, Certificates::policy).toArray(UUID[]::new),
                column(rows, row -> row.certificate().generation()).toArray(Integer[]::new),
                column(rows, row -> time(row.issuedAt())).toArray(OffsetDateTime[]::new),
                column(rows, row -> time(row.certificate().renewAfter())).toArray(OffsetDateTime[]::new),
                column(rows, row -> row.outcome() instanceof Failed ? "failed" : "onboarded")
                        .toArray(String[]::new),
                column(rows, row -> row.outcome() instanceof Failed(String reason) ? reason : null)
                        .toArray(String[]::new)));
    }

    private static <T, R> Stream<R> column(List<T> rows, Function<T, R> value) {
        return rows.stream().map(value);
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
