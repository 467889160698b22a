package dev.hallmark.policy.onboarding;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.policy.policy.PolicyDevices;
import dev.hallmark.policy.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;

/** Counts the devices whose certificates were issued under a policy. */
@ApplicationScoped
class CertifiedDevices implements PolicyDevices {

    /** Reads the whole table: an index would cost each onboarding, for a question that is asked now and then. */
    private static final String COUNT =
            """
            select d.standing, count(distinct c.device) as devices, count(*) as certificates
            from certificate c join device d on d.id = c.device
            where c.tenant = $1 and c.policy = $2 and c.revoked_at is null
            group by d.standing
            """;

    private final Pool pool;

    CertifiedDevices(Pool pool) {
        this.pool = pool;
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
}
