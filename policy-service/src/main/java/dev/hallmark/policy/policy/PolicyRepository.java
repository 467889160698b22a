package dev.hallmark.policy.policy;

import dev.hallmark.commons.identity.TenantId;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of policies. */
@ApplicationScoped
class PolicyRepository implements PanacheRepositoryBase<PolicyEntity, UUID> {

    private final PolicyJson json;

    PolicyRepository(PolicyJson json) {
        this.json = json;
    }

    Uni<Policy> get(TenantId tenant, PolicyId id) {
        return find("tenant = ?1 and id = ?2", tenant.name(), id.value())
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(PolicyException::notFound)
                .map(this::policy);
    }

    Uni<Boolean> isTaken(TenantId tenant, String name) {
        return count("tenant = ?1 and name = ?2", tenant.name(), name).map(found -> found > 0);
    }

    /** The policy of this name, locked until the transaction ends. */
    Uni<Optional<Policy>> lock(TenantId tenant, String name) {
        return find("tenant = ?1 and name = ?2", tenant.name(), name)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(found -> Optional.ofNullable(found).map(this::policy));
    }

    /** The policy, locked until the transaction ends. */
    Uni<Policy> lock(TenantId tenant, PolicyId id) {
        return find("tenant = ?1 and id = ?2", tenant.name(), id.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(PolicyException::notFound)
                .map(this::policy);
    }

    /** At most {@code limit} policies in the order of their names, from the first one after {@code name}. */
    Uni<List<Policy>> after(TenantId tenant, String name, int limit) {
        return find("tenant = ?1 and name > ?2 order by name", tenant.name(), name)
                .page(0, limit)
                .list()
                .map(found -> found.stream().map(this::policy).toList());
    }

    Uni<Policy> add(Policy policy) {
        var row = new PolicyEntity();
        row.id = policy.id().value();
        row.tenant = policy.tenant().name();
        row.name = policy.name();
        row.createdAt = policy.createdAt();
        return persistAndFlush(fill(row, policy)).replaceWith(policy);
    }

    Uni<Policy> change(Policy policy) {
        return findById(policy.id().value())
                .map(row -> fill(row, policy))
                .call(this::flush)
                .replaceWith(policy);
    }

    private PolicyEntity fill(PolicyEntity row, Policy policy) {
        row.version = policy.version();
        row.definition = json.write(policy.definition());
        row.changedAt = policy.changedAt();
        return row;
    }

    private Policy policy(PolicyEntity row) {
        return new Policy(
                new PolicyId(row.id),
                TenantId.of(row.tenant),
                row.name,
                row.version,
                json.read(row.definition),
                row.createdAt,
                row.changedAt);
    }
}
