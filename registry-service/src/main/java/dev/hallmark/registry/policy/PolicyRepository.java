package dev.hallmark.registry.policy;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The policies that policy-service has published. */
@ApplicationScoped
public class PolicyRepository implements PanacheRepositoryBase<Policy, String> {

    private static final int MOST_COMPARED = 1_000;

    /** The policy of this id or, failing that, of this name. */
    public Uni<Policy> named(TenantId tenant, String idOrName) {
        return find(
                        "tenant = ?1 and (id = ?2 or name = ?2) order by case when id = ?2 then 0 else 1 end",
                        tenant.name(),
                        idOrName)
                .firstResult()
                .onItem()
                .ifNull()
                .switchTo(() -> names(tenant).map(names -> {
                    throw unknown(idOrName, names.nearestTo(idOrName));
                }));
    }

    private Uni<PolicyNames> names(TenantId tenant) {
        return find("tenant = ?1 order by name", tenant.name())
                .range(0, MOST_COMPARED - 1)
                .list()
                .map(found -> new PolicyNames(found.stream().map(Policy::name).toList()));
    }

    private static RegistryException unknown(String wanted, PolicyNames nearest) {
        return new RegistryException(
                        Refusal.UNKNOWN_POLICY,
                        "There is no policy \"%s\"; %s. One created a moment ago may take a second to arrive."
                                .formatted(wanted, nearest.sentence()))
                .with("field", "policy")
                .with("policies", nearest.first());
    }
}
