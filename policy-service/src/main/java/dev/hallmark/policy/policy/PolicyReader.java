package dev.hallmark.policy.policy;

import dev.hallmark.commons.identity.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Policies for bulk work, by plain SQL. */
@ApplicationScoped
public class PolicyReader {

    private static final String FIND =
            "select id, tenant, name, version, definition, created_at, changed_at" + " from policy where id = any($1)";

    private final PolicyJson json;

    PolicyReader(PolicyJson json) {
        this.json = json;
    }

    /** Those of the policies that exist. */
    public Uni<Map<PolicyId, Policy>> find(SqlClient client, Set<PolicyId> ids) {
        var wanted = ids.stream().map(PolicyId::value).toArray(UUID[]::new);
        return client.preparedQuery(FIND).execute(Tuple.of(wanted)).map(rows -> {
            var found = new HashMap<PolicyId, Policy>();
            rows.forEach(row -> {
                var policy = policy(row);
                found.put(policy.id(), policy);
            });
            return found;
        });
    }

    private Policy policy(Row row) {
        return new Policy(
                new PolicyId(row.getUUID("id")),
                TenantId.of(row.getString("tenant")),
                row.getString("name"),
                row.getInteger("version"),
                json.read(row.getString("definition")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("changed_at").toInstant());
    }
}
