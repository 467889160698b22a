package dev.hallmark.policy.connection;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.registry.Standing;
import dev.hallmark.policy.connection.ConnectionState.Certificate;
import dev.hallmark.policy.connection.ConnectionState.StandingAt;
import dev.hallmark.policy.connection.DeviceIdentity.Attested;
import dev.hallmark.policy.connection.DeviceIdentity.Certified;
import dev.hallmark.policy.policy.PolicyJson;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Looks up any number of devices in one statement. */
@ApplicationScoped
class ConnectionStates {

    /**
     * A token stands for the newest certificate of its generation and policy, a certificate for itself. The policy counts
     * when a batch has moved to another: until the event of the new certificate arrives, the old one would send the device
     * to the old target. A certificate without a policy can only have failed.
     */
    private static final String FIND =
            """
            select asked.n, d.standing, d.version, c.tenant, c.revoked_at is not null or c.held as withdrawn,
                   c.onboarding, c.renew_after, p.definition
            from unnest($1::bytea[], $2::text[], $3::integer[], $4::text[]) with ordinality
                as asked (device, serial, generation, policy, n)
            left join device d on d.id = asked.device
            left join lateral (
                select * from certificate
                where device = asked.device
                  and case when asked.serial is null
                           then generation = asked.generation and revoked_at is null
                                and coalesce(policy::text = asked.policy, true)
                           else serial = asked.serial end
                order by issued_at desc nulls last
                limit 1) c on true
            left join policy p on p.id = c.policy
            """;

    private final Pool pool;
    private final PolicyJson json;

    ConnectionStates(Pool pool, PolicyJson json) {
        this.pool = pool;
        this.json = json;
    }

    Uni<Map<DeviceIdentity, ConnectionState>> find(Collection<DeviceIdentity> asking) {
        var asked = List.copyOf(asking);
        if (asked.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return pool.preparedQuery(FIND).execute(columns(asked)).map(rows -> {
            var found = new HashMap<DeviceIdentity, ConnectionState>();
            rows.forEach(row -> found.put(asked.get(row.getInteger("n") - 1), state(row)));
            return found;
        });
    }

    private static Tuple columns(List<DeviceIdentity> asked) {
        return Tuple.of(
                asked.stream().map(who -> Buffer.buffer(who.device().bytes())).toArray(Buffer[]::new),
                asked.stream()
                        .map(who -> who instanceof Certified certified
                                ? certified.serial().hex()
                                : null)
                        .toArray(String[]::new),
                asked.stream()
                        .map(who -> who instanceof Attested attested ? attested.generation() : null)
                        .toArray(Integer[]::new),
                asked.stream()
                        .map(who -> who instanceof Attested attested ? attested.policy() : null)
                        .toArray(String[]::new));
    }

    private ConnectionState state(Row row) {
        return new ConnectionState(
                Optional.ofNullable(row.getString("standing"))
                        .map(name -> new StandingAt(
                                Standing.valueOf(name.toUpperCase(Locale.ROOT)), row.getLong("version"))),
                Optional.ofNullable(row.getString("tenant")).map(tenant -> certificate(TenantId.of(tenant), row)));
    }

    private Certificate certificate(TenantId tenant, Row row) {
        var renewAfter = row.getOffsetDateTime("renew_after");
        return new Certificate(
                tenant,
                row.getBoolean("withdrawn"),
                "onboarded".equals(row.getString("onboarding")),
                renewAfter == null ? null : renewAfter.toInstant(),
                Optional.ofNullable(row.getString("definition"))
                        .map(definition -> json.read(definition).target()));
    }
}
