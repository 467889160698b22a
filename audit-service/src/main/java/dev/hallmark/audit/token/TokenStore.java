package dev.hallmark.audit.token;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.token.TokenUsed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of machine tokens, each seen by its own tenant only. */
@ApplicationScoped
class TokenStore {

    private static final String COLUMNS =
            "number, id, name, permissions, creator_issuer, creator, creator_name, created_at,"
                    + " expires_at, revoked_at, revoked_by, reason, last_used_at";

    private static final String ADD =
            """
            insert into machine_token (id, tenant, name, permissions, creator_issuer, creator, creator_name, created_at,
                expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning\s"""
                    + COLUMNS;
    private static final String FIND = "select " + COLUMNS + " from machine_token where tenant = $1 and id = $2";
    private static final String LIST =
            "select " + COLUMNS + " from machine_token where tenant = $1 and number < $2 order by number desc limit $3";

    /** The first revocation of a token stays. */
    private static final String REVOKE =
            """
            update machine_token set revoked_at = $3, revoked_by = $4, reason = $5
            where tenant = $1 and id = $2 and revoked_at is null returning\s"""
                    + COLUMNS;

    private static final String USED =
            """
            update machine_token set last_used_at = greatest(last_used_at, used.at)
            from (select id, max(at) as at from unnest(cast($1 as uuid[]), cast($2 as timestamptz[])) as one (id, at)
                group by id) as used
            where machine_token.id = used.id""";

    private final Pool pool;

    TokenStore(Pool pool) {
        this.pool = pool;
    }

    Uni<IssuedToken> add(SqlClient transaction, TenantId tenant, IssuedToken token) {
        var values = Tuple.of(token.id(), tenant.name(), token.name())
                .addArrayOfString(token.permissions().toArray(String[]::new))
                .addString(token.creator().issuer())
                .addString(token.creator().subject())
                .addString(token.creator().name())
                .addValue(utc(token.createdAt()))
                .addValue(utc(token.expiresAt()));
        return first(transaction, ADD, values).map(Optional::orElseThrow);
    }

    Uni<Optional<IssuedToken>> find(TenantId tenant, UUID id) {
        return find(pool, tenant, id);
    }

    Uni<Optional<IssuedToken>> find(SqlClient client, TenantId tenant, UUID id) {
        return first(client, FIND, Tuple.of(tenant.name(), id));
    }

    /** The latest first. */
    Uni<List<IssuedToken>> list(TenantId tenant, long below, int most) {
        return pool.preparedQuery(LIST)
                .mapping(TokenStore::token)
                .execute(Tuple.of(tenant.name(), below, most))
                .map(found -> found.stream().toList());
    }

    /** The token as it is now; empty when there is none, or it was revoked before. */
    Uni<Optional<IssuedToken>> revoke(
            SqlClient transaction, TenantId tenant, UUID id, Instant now, String actor, String reason) {
        return first(transaction, REVOKE, Tuple.of(tenant.name(), id, utc(now), actor, reason));
    }

    Uni<Void> used(SqlClient transaction, List<TokenUsed> uses) {
        var ids = uses.stream().map(TokenUsed::token).toArray(UUID[]::new);
        var times = uses.stream().map(use -> utc(use.usedAt())).toArray(OffsetDateTime[]::new);
        return transaction.preparedQuery(USED).execute(Tuple.of(ids, times)).replaceWithVoid();
    }

    private static Uni<Optional<IssuedToken>> first(SqlClient client, String query, Tuple values) {
        return client.preparedQuery(query)
                .mapping(TokenStore::token)
                .execute(values)
                .map(found -> found.stream().findFirst());
    }

    private static IssuedToken token(Row row) {
        return new IssuedToken(
                row.getLong("number"),
                row.getUUID("id"),
                row.getString("name"),
                List.of(row.getArrayOfStrings("permissions")),
                new IssuedToken.Creator(
                        row.getString("creator_issuer"), row.getString("creator"), row.getString("creator_name")),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                instant(row, "revoked_at"),
                row.getString("revoked_by"),
                row.getString("reason"),
                instant(row, "last_used_at"));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(Row row, String column) {
        var at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}
