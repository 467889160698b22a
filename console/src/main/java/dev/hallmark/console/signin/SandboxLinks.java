package dev.hallmark.console.signin;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The links that {@code ./hallmark up} and {@code ./hallmark demo --keep} print. Each signs a user in once, and not after it
 * expires: the sandbox writes them to a file, by the hashes of their codes, and what was used is in the database.
 */
@ApplicationScoped
class SandboxLinks {

    private static final String USE =
            """
            with expired as (delete from used_link where expires_at < $3)
            insert into used_link (hash, expires_at) values ($1, $2) on conflict do nothing""";

    private final SandboxUsers users;
    private final Optional<Path> file;
    private final Pool pool;
    private final Vertx vertx;
    private final Clock clock;

    SandboxLinks(SandboxUsers users, SandboxSettings settings, Pool pool, Vertx vertx, Clock clock) {
        this.users = users;
        this.file = settings.linksFile();
        this.pool = pool;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Who signs in with this code, which nobody does again; empty when it was used, has expired or is not known. */
    Uni<Optional<SandboxUser>> use(String code) {
        var now = clock.instant();
        return vertx.executeBlocking(() -> find(hash(code), now)).chain(found -> found.map(link -> use(link, now))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Optional<SandboxUser>> use(SandboxLink link, Instant now) {
        return pool.preparedQuery(USE)
                .execute(Tuple.of(link.hash(), link.expiresAt().atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1 ? users.named(link.user()) : Optional.empty());
    }

    private Optional<SandboxLink> find(String hash, Instant now) {
        if (file.filter(Files::exists).isEmpty()) {
            return Optional.empty();
        }
        try (var lines = Files.lines(file.get())) {
            return lines.map(SandboxLink::parse)
                    .flatMap(Optional::stream)
                    .filter(link -> link.hash().equals(hash) && now.isBefore(link.expiresAt()))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String code) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(code.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
