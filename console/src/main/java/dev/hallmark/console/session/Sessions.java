package dev.hallmark.console.session;

import dev.hallmark.commons.fault.Faults;
import dev.hallmark.events.Event;
import dev.hallmark.messaging.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
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
    private static final String LOOK =
            "select content from session where id_hash = $1 and expires_at > $2 and seen_at > $3";
    private static final String LOCK = "select content from session where id_hash = $1 for update";
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
                cipher.seal(session.id().hash(), credentials),
                utc(now),
                utc(now.plus(settings.longest())),
                utc(now.minus(settings.idle())));
        return pool.withTransaction(transaction ->
                        transaction.preparedQuery(BEGIN).execute(row).chain(() -> outbox.append(transaction, record)))
                .replaceWith(session);
    }

    /** The session of this id, with a token that is valid for a while; empty when there is none any more. */
    public Uni<Optional<Session>> use(SessionId id) {
        return find(USE, id);
    }

    /** The same, for a request that no person has made: the session does not last longer for it. */
    public Uni<Optional<Session>> look(SessionId id) {
        return find(LOOK, id);
    }

    private Uni<Optional<Session>> find(String statement, SessionId id) {
        var now = clock.instant();
        return pool.preparedQuery(statement)
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
                                    id.hash(),
                                    rows.iterator().next().getBuffer("content").getBytes(),
                                    Credentials.class)));
        } catch (GeneralSecurityException e) {
            LOG.warnf("a session does not open, and ends: was hallmark.console.session.key changed?");
            return Optional.empty();
        }
    }

    private Uni<Optional<Session>> fresh(Session session) {
        return isFresh(session) ? Uni.createFrom().item(Optional.of(session)) : renewed(session);
    }

    /**
     * The row is locked meanwhile: of several requests of a browser, at any replica, one gets the next token and the others
     * find it. A provider may take a second use of a refresh token for a theft, and end everything.
     */
    private Uni<Optional<Session>> renewed(Session session) {
        return pool.withTransaction(transaction -> transaction
                        .preparedQuery(LOCK)
                        .execute(Tuple.of(session.id().hash()))
                        .map(rows -> session(session.id(), rows))
                        .chain(locked -> locked.filter(found -> !isFresh(found))
                                .map(stale -> renew(transaction, stale))
                                .orElseGet(() -> Uni.createFrom().item(locked))))
                .onFailure(cause -> Faults.passing(cause) && isValid(session))
                .recoverWithItem(Optional.of(session));
    }

    private Uni<Optional<Session>> renew(SqlConnection transaction, Session stale) {
        return signIn.renew(stale.credentials())
                .chain(renewed -> renewed.map(credentials -> store(transaction, new Session(stale.id(), credentials)))
                        .orElseGet(() -> delete(transaction, stale)));
    }

    private Uni<Optional<Session>> store(SqlConnection transaction, Session session) {
        return transaction
                .preparedQuery(RENEW)
                .execute(Tuple.of(session.id().hash(), cipher.seal(session.id().hash(), session.credentials())))
                .replaceWith(Optional.of(session));
    }

    private Uni<Optional<Session>> delete(SqlConnection transaction, Session session) {
        LOG.infof(
                "session ended subject=%s: its token is not renewed",
                session.person().subject());
        return transaction
                .preparedQuery(END)
                .execute(Tuple.of(session.id().hash()))
                .replaceWith(Optional.empty());
    }

    private boolean isFresh(Session session) {
        return clock.instant().isBefore(session.credentials().expiresAt().minus(REMAINING));
    }

    private boolean isValid(Session session) {
        return clock.instant().isBefore(session.credentials().expiresAt());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
