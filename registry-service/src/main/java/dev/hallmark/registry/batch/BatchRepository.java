package dev.hallmark.registry.batch;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The batches of all tenants, of which each sees its own. */
@ApplicationScoped
class BatchRepository implements PanacheRepositoryBase<Batch, UUID> {

    /** The batch of this id or name. */
    Uni<Batch> named(TenantId tenant, String idOrName) {
        return id(idOrName)
                .map(id -> find("tenant = ?1 and id = ?2", tenant.name(), id).firstResult())
                .orElseGet(() -> find("tenant = ?1 and name = ?2", tenant.name(), idOrName)
                        .firstResult())
                .onItem()
                .ifNull()
                .failWith(BatchRepository::notFound);
    }

    static RegistryException notFound() {
        return new RegistryException(Refusal.NOT_FOUND, "There is no such batch.");
    }

    /** The same, locked until the transaction ends: no device comes into it and nothing else changes it. */
    Uni<Batch> locked(TenantId tenant, UUID id) {
        return find("tenant = ?1 and id = ?2", tenant.name(), id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .singleResult();
    }

    Uni<Boolean> nameTaken(TenantId tenant, String name) {
        return count("tenant = ?1 and name = ?2", tenant.name(), name).map(found -> found > 0);
    }

    /** The batches after {@code name}, by name. */
    Uni<List<Batch>> after(TenantId tenant, String name, int limit) {
        return find("tenant = ?1 and name > ?2 order by name", tenant.name(), name)
                .range(0, limit - 1)
                .list();
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
