package dev.hallmark.operator.access;

import dev.hallmark.commons.identity.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The tenant of those who look after the whole deployment: they see what belongs to no tenant, and nobody else does. Where
 * only one tenant is served, it is that one unless another is named.
 */
@ApplicationScoped
public class PlatformTenant {

    private final Optional<TenantId> tenant;

    PlatformTenant(
            @ConfigProperty(name = "hallmark.platform-tenant") Optional<String> named,
            @ConfigProperty(name = "hallmark.tenants") List<String> tenants) {
        this.tenant = named.or(() -> tenants.size() == 1 ? Optional.of(tenants.getFirst()) : Optional.empty())
                .map(TenantId::of);
    }

    /** Empty where nobody sees what belongs to no tenant. */
    public Optional<TenantId> tenant() {
        return tenant;
    }

    public boolean is(TenantId other) {
        return tenant.filter(other::equals).isPresent();
    }
}
