package dev.hallmark.console.signin;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.console.session.Credentials;
import dev.hallmark.console.session.Person;
import dev.hallmark.console.session.Session;
import dev.hallmark.console.session.Sessions;
import dev.hallmark.events.audit.AuditRecorded.Actor;
import dev.hallmark.events.audit.AuditRecorded.Outcome;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.operator.audit.AuditTrail;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What comes of an attempt to sign in: a session or a refusal, each with its audit record and its count. */
@ApplicationScoped
class Admission {

    private static final Logger LOG = Logger.getLogger(Admission.class);
    private static final String SIGN_OUT = "POST /sign-out";

    private final Sessions sessions;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Pool pool;
    private final MeterRegistry meters;

    Admission(Sessions sessions, AuditTrail audit, Outbox outbox, Pool pool, MeterRegistry meters) {
        this.sessions = sessions;
        this.audit = audit;
        this.outbox = outbox;
        this.pool = pool;
        this.meters = meters;
    }

    /** @param operation by which they signed in, such as {@code POST /sign-in} */
    Uni<Session> admit(Credentials credentials, String operation) {
        var person = credentials.person();
        var record =
                audit.signIn(TenantId.of(person.tenant()), actor(person), operation, Outcome.DONE, Optional.empty());
        count("done");
        LOG.infof("signed in subject=%s tenant=%s", person.subject(), person.tenant());
        return sessions.begin(credentials, record);
    }

    Uni<Void> refuse(TenantId tenant, Actor actor, String operation, String reason) {
        count("refused");
        return outbox.append(pool, audit.signIn(tenant, actor, operation, Outcome.REFUSED, Optional.of(reason)));
    }

    /** Too many attempts: they are counted and not recorded, as anybody can make any number of them. */
    void limit() {
        count("limited");
    }

    Uni<Void> leave(Session session) {
        var person = session.person();
        var record =
                audit.signIn(TenantId.of(person.tenant()), actor(person), SIGN_OUT, Outcome.DONE, Optional.empty());
        return sessions.end(session.id(), record).invoke(() -> LOG.infof("signed out subject=%s", person.subject()));
    }

    private static Actor actor(Person person) {
        return new Actor(
                person.issuer(),
                person.subject(),
                person.roles().stream().sorted().toList());
    }

    private void count(String outcome) {
        meters.counter("hallmark.console.sign.in", "outcome", outcome).increment();
    }
}
