package dev.hallmark.operator.audit;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Event;
import dev.hallmark.events.Events;
import dev.hallmark.events.audit.AuditRecorded;
import dev.hallmark.events.audit.AuditRecorded.Actor;
import dev.hallmark.events.audit.AuditRecorded.Outcome;
import dev.hallmark.events.audit.AuditRecorded.Target;
import dev.hallmark.operator.access.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Makes the records of what operators do. Who changes something appends its record to the outbox in the transaction of the
 * change, so that there is no change without its record, and no record of a change that was rolled back.
 *
 * <p>Who, from where and by which operation follow from the request that is being served; outside of one these methods
 * throw {@link jakarta.enterprise.context.ContextNotActiveException}, all but the one that is given what began.
 */
@ApplicationScoped
public class AuditTrail {

    /** In the place of a permission: everybody may attempt to sign in. */
    private static final String SIGN_IN = "sign-in";

    private final Caller caller;
    private final AuditedRequest request;
    private final Events events;

    AuditTrail(Caller caller, AuditedRequest request, Events events) {
        this.caller = caller;
        this.request = request;
        this.events = events;
    }

    /** The caller has changed this. */
    public Event done(Target target) {
        return record(Optional.of(target), Outcome.DONE, Optional.empty());
    }

    /** The caller has changed this, and says why. */
    public Event done(Target target, String reason) {
        return record(Optional.of(target), Outcome.DONE, Optional.of(reason));
    }

    /**
     * What was done later, without a request, on behalf of whoever began it.
     *
     * @param began the data of {@link #started}
     */
    public Event done(AuditRecorded began, Target target, String reason) {
        var record = new AuditRecorded(
                began.tenant(),
                began.actor(),
                began.permission(),
                began.operation(),
                began.path(),
                target,
                began.address(),
                Outcome.DONE,
                reason,
                began.traceId());
        return events.of(began.tenant(), began.actor().subject(), record);
    }

    /** The caller's change has begun; {@link #done} or {@link #failed} follows when it ends. */
    public Event started(Target target) {
        return record(Optional.of(target), Outcome.STARTED, Optional.empty());
    }

    /** A change that had been started has come to no good end; what it did before that stays. */
    public Event failed(Target target, String reason) {
        return record(Optional.of(target), Outcome.FAILED, Optional.of(reason));
    }

    /** The caller may not do what it asked for. */
    Event refused(Optional<String> reason) {
        return record(Optional.empty(), Outcome.REFUSED, reason);
    }

    /**
     * Somebody signs in or out, or is refused: no caller with a token, so that the record gets their name from here.
     *
     * @param operation its method and path, such as {@code POST /sign-in}
     */
    public Event signIn(TenantId tenant, Actor person, String operation, Outcome outcome, Optional<String> reason) {
        return events.of(
                tenant,
                person.subject(),
                new AuditRecorded(
                        tenant,
                        person,
                        SIGN_IN,
                        operation,
                        request.path(),
                        null,
                        request.address().orElse(null),
                        outcome,
                        reason.orElse(null),
                        request.traceId().orElse(null)));
    }

    /** Of a machine token: the person behind it. */
    private AuditRecorded.Creator creator() {
        return caller.creator()
                .map(creator -> new AuditRecorded.Creator(creator.issuer(), creator.subject()))
                .orElse(null);
    }

    private Event record(Optional<Target> target, Outcome outcome, Optional<String> reason) {
        var operation = request.operation()
                .orElseThrow(() -> new IllegalStateException(request.path() + " is no operation for operators"));
        var tenant = caller.tenant();
        var actor = caller.actor();
        return events.of(
                tenant,
                actor,
                new AuditRecorded(
                        tenant,
                        new Actor(caller.issuer().orElse(null), actor, caller.roles(), creator()),
                        operation.permission().toString(),
                        operation.name(),
                        request.path(),
                        target.orElse(null),
                        request.address().orElse(null),
                        outcome,
                        reason.orElse(null),
                        request.traceId().orElse(null)));
    }
}
