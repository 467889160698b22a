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

    /** The policy of this id or, failing that, of this name. */
    public Uni<Policy> named(TenantId tenant, String idOrName) {
        return find(
                        "tenant = ?1 and (id = ?2 or name = ?2) order by case when id = ?2 then 0 else 1 end",
                        tenant.name(),
                        idOrName)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> new RegistryException(
                                Refusal.UNKNOWN_POLICY,
                                "There is no policy \"%s\" yet. One made a moment ago may take a second to arrive."
                                        .formatted(idOrName))
                        .with("field", "policy"));
    }
}
