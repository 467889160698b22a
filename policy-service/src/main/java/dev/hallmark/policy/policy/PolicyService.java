package dev.hallmark.policy.policy;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Events;
import dev.hallmark.events.audit.AuditRecorded.Target;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.operator.audit.AuditTrail;
import dev.hallmark.operator.paging.Page;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;

/** The use cases of policies. */
@ApplicationScoped
public class PolicyService {

    private static final Logger LOG = Logger.getLogger(PolicyService.class);

    private final PolicyRules rules;
    private final PolicyRepository policies;
    private final PolicyVersions versions;
    private final Outbox outbox;
    private final Events events;
    private final AuditTrail audit;
    private final Clock clock;

    PolicyService(
            PolicyRules rules,
            PolicyRepository policies,
            PolicyVersions versions,
            Outbox outbox,
            Events events,
            AuditTrail audit,
            Clock clock) {
        this.rules = rules;
        this.policies = policies;
        this.versions = versions;
        this.outbox = outbox;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Adds a policy in its first version.
     *
     * @return fails with {@link PolicyException} INVALID or NAME_TAKEN
     */
    @WithTransaction
    public Uni<Policy> create(TenantId tenant, String actor, String name, PolicyDefinition definition) {
        rules.check(name, definition);
        return policies.isTaken(tenant, name).chain(taken -> {
            if (taken) {
                throw PolicyException.nameTaken(name);
            }
            return add(Policy.create(tenant, name, definition, now()), actor).call(this::record);
        });
    }

    /**
     * A new name and definition for a policy.
     *
     * @param ifMatch the versions that it may replace
     */
    record Change(String name, PolicyDefinition definition, IfMatch ifMatch) {}

    /**
     * Gives the policy a new version; an equal definition is no change.
     *
     * @return fails with {@link PolicyException} INVALID, NOT_FOUND or CHANGED_MEANWHILE
     */
    @WithTransaction
    Uni<Policy> change(TenantId tenant, String actor, PolicyId id, Change change) {
        return policies.lock(tenant, id).chain(policy -> {
            if (!change.ifMatch().matches(policy.version())) {
                throw PolicyException.changedMeanwhile(policy.version());
            }
            rules.checkChange(policy, change.name(), change.definition());
            return change(policy, change.definition(), actor)
                    .call(changed -> changed.version() == policy.version()
                            ? Uni.createFrom().voidItem()
                            : record(changed));
        });
    }

    /**
     * Gives the policy of this name this definition: adds it, gives it a new version, or leaves it when it is equal. It is
     * not audited, since the configuration asks for it and no operator.
     */
    @WithTransaction
    public Uni<Policy> ensure(TenantId tenant, String actor, String name, PolicyDefinition definition) {
        rules.check(name, definition);
        return policies.lock(tenant, name).chain(found -> found.map(policy -> change(policy, definition, actor))
                .orElseGet(() -> add(Policy.create(tenant, name, definition, now()), actor)));
    }

    /** One policy; fails with {@link PolicyException} NOT_FOUND, also for one of another tenant. */
    @WithSession
    public Uni<Policy> get(TenantId tenant, PolicyId id) {
        return policies.get(tenant, id);
    }

    /** A page of policies in the order of their names, from the first one after {@code name}. */
    @WithSession
    public Uni<Page<Policy>> list(TenantId tenant, String name, int limit) {
        return policies.after(tenant, name, limit + 1).map(found -> Page.of(found, limit, Policy::name));
    }

    /** A page of a policy's versions, newest first, of those before {@code version}; fails with NOT_FOUND. */
    @WithSession
    Uni<Page<PolicyVersion>> versions(TenantId tenant, PolicyId id, int version, int limit) {
        return policies.get(tenant, id)
                .chain(policy -> versions.before(id, version, limit + 1))
                .map(found -> Page.of(found, limit, one -> Integer.toString(one.version())));
    }

    /** One version of a policy; fails with NOT_FOUND. */
    Uni<PolicyVersion> version(TenantId tenant, PolicyId id, int version) {
        return versions(tenant, id, version + 1, 1).map(page -> page.items().stream()
                .filter(found -> found.version() == version)
                .findFirst()
                .orElseThrow(PolicyException::notFound));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Uni<Policy> add(Policy policy, String actor) {
        return policies.add(policy)
                .onFailure(ConstraintViolationException.class)
                .transform(race -> PolicyException.nameTaken(policy.name()))
                .call(added -> publish(added, actor));
    }

    private Uni<Policy> change(Policy policy, PolicyDefinition definition, String actor) {
        return policy.definition().equals(definition)
                ? Uni.createFrom().item(policy)
                : policies.change(policy.change(definition, now())).call(changed -> publish(changed, actor));
    }

    private Uni<Void> record(Policy policy) {
        return outbox.append(audit.done(new Target("policy", policy.id().toString())));
    }

    private Uni<Void> publish(Policy policy, String actor) {
        LOG.infof(
                "policy published tenant=%s policy=%s name=%s version=%d",
                policy.tenant(), policy.id(), policy.name(), policy.version());
        return versions.add(policy, actor)
                .chain(() -> outbox.append(events.of(policy.tenant(), actor, policy.published())));
    }
}
