package dev.hallmark.attestation.policy;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.policy.PolicyPublished;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The copied policies' rows. */
@ApplicationScoped
class PolicyTable {

    /** A policy and the tenant its event came from. */
    record Row(TenantId tenant, PolicyPublished policy) {}

    private static final String APPLY =
            """
            insert into policy (id, tenant, version, certificate_profile, algorithms, roots_of_trust, allow_unbound,
                                minimum_trust, minimum_tls)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (id) do update set
                tenant = excluded.tenant, version = excluded.version,
                certificate_profile = excluded.certificate_profile, algorithms = excluded.algorithms,
                roots_of_trust = excluded.roots_of_trust, allow_unbound = excluded.allow_unbound,
                minimum_trust = excluded.minimum_trust, minimum_tls = excluded.minimum_tls
            where excluded.version > policy.version
            """;

    /** Applies the rows that are newer, in the given order. */
    Uni<Void> apply(SqlConnection transaction, List<Row> rows) {
        return transaction
                .preparedQuery(APPLY)
                .executeBatch(rows.stream().map(PolicyTable::columns).toList())
                .replaceWithVoid();
    }

    private static Tuple columns(Row row) {
        var policy = row.policy();
        return Tuple.tuple()
                .addString(policy.policy())
                .addString(row.tenant().toString())
                .addInteger(policy.version())
                .addString(policy.certificateProfile())
                .addValue(array(policy.algorithms()))
                .addValue(array(policy.rootsOfTrust()))
                .addBoolean(policy.allowUnbound())
                .addString(policy.minimumTrust())
                .addString(policy.minimumTls());
    }

    private static String[] array(List<String> values) {
        return values == null ? new String[0] : values.toArray(String[]::new);
    }
}
