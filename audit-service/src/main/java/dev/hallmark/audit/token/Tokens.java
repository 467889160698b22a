package dev.hallmark.audit.token;

import dev.hallmark.audit.AuditException;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Events;
import dev.hallmark.events.audit.AuditRecorded.Target;
import dev.hallmark.events.token.TokenRevoked;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.MachineToken;
import dev.hallmark.operator.access.Person;
import dev.hallmark.operator.audit.AuditTrail;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Makes and revokes machine tokens.
 *
 * <ol>
 *   <li>A caller grants what they may do themselves, and nothing that only people may do.
 *   <li>The token is signed outside of a transaction.
 *   <li>Its row and the audit record are committed; only then does the token leave the service. A crash before leaves a
 *       token that nobody has.
 *   <li>A revocation is committed with its event, which every service reads from Kafka.
 * </ol>
 */
@ApplicationScoped
class Tokens {

    private static final Logger LOG = Logger.getLogger(Tokens.class);

    private final TokenStore store;
    private final TokenKey key;
    private final Caller caller;
    private final AuditTrail audit;
    private final Events events;
    private final Outbox outbox;
    private final Pool pool;
    private final Clock clock;
    private final MeterRegistry meters;

    /** The token itself, which is kept nowhere, and what is kept of it. */
    record Made(String token, IssuedToken details) {

        /** It is good until it expires: it stays out of logs. */
        @Override
        public String toString() {
            return "Made[" + details.id() + "]";
        }
    }

    Tokens(
            TokenStore store,
            TokenKey key,
            Caller caller,
            AuditTrail audit,
            Events events,
            Outbox outbox,
            Pool pool,
            Clock clock,
            MeterRegistry meters) {
        this.store = store;
        this.key = key;
        this.caller = caller;
        this.audit = audit;
        this.events = events;
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
        this.meters = meters;
    }

    /** Fails with 403 when the caller lacks one of the permissions. */
    Uni<Made> make(NewToken wanted) {
        var tenant = caller.tenant();
        var token = token(wanted, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return key.sign(claims(tenant, token))
                .chain(signed -> pool.withTransaction(transaction -> add(transaction, tenant, token))
                        .map(stored -> new Made(signed, stored)))
                .invoke(made -> changed("made", tenant, made.details()));
    }

    /** Revokes a token; one that is revoked already stays as it is. */
    Uni<IssuedToken> revoke(UUID id, String reason) {
        var tenant = caller.tenant();
        return pool.withTransaction(
                transaction -> store.revoke(transaction, tenant, id, clock.instant(), caller.actor(), reason)
                        .call(revoked -> revoked.map(token -> publish(transaction, tenant, token, reason))
                                .orElseGet(() -> Uni.createFrom().voidItem()))
                        .chain(() -> store.find(transaction, tenant, id))
                        .map(found -> found.orElseThrow(
                                () -> new AuditException(AuditException.Code.NOT_FOUND, "There is no such token."))));
    }

    private IssuedToken token(NewToken wanted, Instant now) {
        var permissions = wanted.wanted();
        permissions.forEach(caller::require);
        return new IssuedToken(
                0,
                UUID.randomUUID(),
                wanted.name().strip(),
                IssuedToken.names(permissions),
                new IssuedToken.Creator(
                        caller.issuer().orElse(null),
                        caller.actor(),
                        caller.displayName().orElse(null)),
                now,
                wanted.expiry(now),
                null,
                null,
                null,
                null);
    }

    private static MachineToken claims(TenantId tenant, IssuedToken token) {
        return new MachineToken(
                MachineToken.ISSUER,
                MachineToken.subject(token.id()),
                MachineToken.AUDIENCE,
                token.id(),
                tenant,
                token.permissions(),
                new Person(token.creator().issuer(), token.creator().subject()),
                token.createdAt().getEpochSecond(),
                token.expiresAt().getEpochSecond());
    }

    private Uni<IssuedToken> add(SqlClient transaction, TenantId tenant, IssuedToken token) {
        return store.add(transaction, tenant, token).call(() -> outbox.append(transaction, audit.done(target(token))));
    }

    private Uni<Void> publish(SqlClient transaction, TenantId tenant, IssuedToken token, String reason) {
        var revoked = events.of(tenant, caller.actor(), new TokenRevoked(tenant, token.id(), token.expiresAt()));
        return outbox.append(transaction, revoked, audit.done(target(token), reason))
                .invoke(() -> changed("revoked", tenant, token));
    }

    private void changed(String what, TenantId tenant, IssuedToken token) {
        LOG.infof("machine token %s token=%s tenant=%s actor=%s", what, token.id(), tenant, caller.actor());
        meters.counter("hallmark.tokens." + what, "tenant", tenant.name()).increment();
    }

    private static Target target(IssuedToken token) {
        return new Target("token", token.id().toString());
    }
}
