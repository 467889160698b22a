package dev.hallmark.console.session;

import dev.hallmark.events.Event;
import dev.hallmark.messaging.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The sessions of everybody who is signed in. */
@ApplicationScoped
public class Sessions {

    private static final Logger LOG = Logger.getLogger(Sessions.class);

    /** A token is renewed before it can expire during a request. */
    private static final Duration REMAINING = Duration.ofMinutes(1);

    private static final String BEGIN =
            """
            with expired as (delete from session where expires_at < $3 or seen_at < $5)
            insert into session (id_hash, content, seen_at, expires_at) values ($1, $2, $3, $4)""";
    private static final String USE =
            """
            update session set seen_at = $2 where id_hash = $1 and expires_at > $2 and seen_at > $3
            returning content""";
    private static final String RENEW = "update session set content = $2 where id_hash = $1";
    private static final String END = "delete from session where id_hash = $1";

    private final Pool pool;
    private final Outbox outbox;
    private final SessionCipher cipher;
    private final SessionSettings settings;
    private final SignIn signIn;
    private final Clock clock;

    Sessions(Pool pool, Outbox outbox, SessionCipher cipher, SessionSettings settings, SignIn signIn, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.cipher = cipher;
        this.settings = settings;
        this.signIn = signIn;
        this.clock = clock;
    }

    /** Begins a session under an id that nobody has had, together with the record that it began. */
    public Uni<Session> begin(Credentials credentials, Event record) {
        var session = new Session(SessionId.random(), credentials);
        var now = clock.instant();
        var row = Tuple.of(
                session.id().hash(),
                cipher.seal(session.id(), credentials),
                utc(now),
                utc(now.plus(settings.longest())),
                utc(now.minus(settings.idle())));
        return pool.withTransaction(transaction ->
                        transaction.preparedQuery(BEGIN).execute(row).chain(() -> outbox.append(transaction, record)))
                .replaceWith(session);
    }

    /** The session of this id, with a token that is valid for a while; empty when there is none any more. */
    public Uni<Optional<Session>> find(SessionId id) {
        var now = clock.instant();
        return pool.preparedQuery(USE)
                .execute(Tuple.of(id.hash(), utc(now), utc(now.minus(settings.idle()))))
                .map(rows -> session(id, rows))
                .chain(found ->
                        found.map(this::fresh).orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    /** Ends a session, together with the record that it ended: its cookie is worth nothing from now on. */
    public Uni<Void> end(SessionId id, Event record) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(END)
                .execute(Tuple.of(id.hash()))
                .chain(() -> outbox.append(transaction, record)));
    }

    private Optional<Session> session(SessionId id, RowSet<Row> rows) {
        try {
            return rows.rowCount() == 0
                    ? Optional.empty()
                    : Optional.of(new Session(
                            id,
                            cipher.open(
                                    id,
                                    rows.iterator().next().getBuffer("content").getBytes())));
        } catch (GeneralSecurityException e) {
            LOG.warnf("a session does not open, and ends: was hallmark.console.session.key changed?");
            return Optional.empty();
        }
    }

    private Uni<Optional<Session>> fresh(Session session) {
        if (clock.instant().isBefore(session.credentials().expiresAt().minus(REMAINING))) {
            return Uni.createFrom().item(Optional.of(session));
        }
        return signIn.renew(session.credentials())
                .chain(renewed -> renewed.map(credentials -> store(new Session(session.id(), credentials)))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Optional<Session>> store(Session session) {
        return pool.preparedQuery(RENEW)
                .execute(Tuple.of(session.id().hash(), cipher.seal(session.id(), session.credentials())))
                .replaceWith(Optional.of(session));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
