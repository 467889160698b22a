package dev.hallmark.policy.policy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** The rows of policies' versions: written with the policy, and never changed. */
@ApplicationScoped
class PolicyVersions {

    private static final String ADD = "insert into policy_version (policy, version, definition, changed_by, changed_at)"
            + " values (?1, ?2, ?3, ?4, ?5)";

    private static final String BEFORE = "select version, definition, changed_by, changed_at from policy_version"
            + " where policy = $1 and version < $2 order by version desc limit $3";

    private final Pool pool;
    private final PolicyJson json;

    PolicyVersions(Pool pool, PolicyJson json) {
        this.pool = pool;
        this.json = json;
    }

    /** Keeps the policy's version, within the transaction that makes it. */
    Uni<Void> add(Policy policy, String actor) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADD)
                        .setParameter(1, policy.id().value())
                        .setParameter(2, policy.version())
                        .setParameter(3, json.write(policy.definition()))
                        .setParameter(4, actor)
                        .setParameter(5, policy.changedAt())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** At most {@code limit} versions, newest first, of those before {@code version}. */
    Uni<List<PolicyVersion>> before(PolicyId policy, int version, int limit) {
        return pool.preparedQuery(BEFORE)
                .execute(Tuple.of(policy.value(), version, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::version)
                        .toList());
    }

    private PolicyVersion version(Row row) {
        return new PolicyVersion(
                row.getInteger("version"),
                json.read(row.getString("definition")),
                row.getString("changed_by"),
                row.getOffsetDateTime("changed_at").toInstant());
    }
}
