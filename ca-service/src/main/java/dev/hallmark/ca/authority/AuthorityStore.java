package dev.hallmark.ca.authority;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyId;
import dev.hallmark.keys.KeyName;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.bouncycastle.cert.X509CertificateHolder;

/** The rows of authorities. */
@ApplicationScoped
class AuthorityStore {

    /** Any number, the same in each replica. */
    private static final long LOCK = 0x617574686f726974L;

    private static final String ALL =
            "select id, tenant, kind, issuer, key_name, key_version, algorithm, certificate, shards"
                    + " from authority order by created_at, id";
    private static final String INSERT = "insert into authority"
            + " (id, tenant, kind, issuer, key_name, key_version, algorithm, certificate, shards, created_at)"
            + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    private final Pool pool;

    AuthorityStore(Pool pool) {
        this.pool = pool;
    }

    Uni<List<Authority>> all() {
        return all(pool);
    }

    Uni<List<Authority>> all(SqlClient client) {
        return client.query(ALL).execute().map(AuthorityStore::read);
    }

    /** Does {@code work} in a transaction that only one replica has at a time. */
    <T> Uni<T> alone(Function<SqlClient, Uni<T>> work) {
        return pool.withTransaction(transaction -> transaction
                .query("select pg_advisory_xact_lock(" + LOCK + ")")
                .execute()
                .chain(locked -> work.apply(transaction)));
    }

    Uni<Authority> insert(SqlClient transaction, Authority authority, Instant now) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.from(List.of(
                        authority.id(),
                        authority.tenant().name(),
                        authority.kind().label(),
                        authority.issuer(),
                        authority.key().id().name().value(),
                        authority.key().id().version(),
                        authority.key().algorithm().name(),
                        Buffer.buffer(encoded(authority)),
                        authority.shards(),
                        now.atOffset(ZoneOffset.UTC))))
                .replaceWith(authority);
    }

    private static List<Authority> read(RowSet<Row> rows) {
        var found = new ArrayList<Authority>();
        rows.forEach(row -> found.add(read(row)));
        return List.copyOf(found);
    }

    private static Authority read(Row row) {
        return new Authority(
                row.getString("id"),
                TenantId.of(row.getString("tenant")),
                AuthorityKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("issuer"),
                new SigningKey(
                        new KeyId(new KeyName(row.getString("key_name")), row.getInteger("key_version")),
                        KeyAlgorithm.valueOf(row.getString("algorithm"))),
                decoded(row.getBuffer("certificate").getBytes()),
                row.getInteger("shards"));
    }

    private static byte[] encoded(Authority authority) {
        try {
            return authority.certificate().getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static X509CertificateHolder decoded(byte[] der) {
        try {
            return new X509CertificateHolder(der);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
