package dev.hallmark.ca.authority;

import static dev.hallmark.ca.authority.AuthorityKind.ISSUING;
import static dev.hallmark.ca.authority.AuthorityKind.ROOT;

import dev.hallmark.ca.CaException;
import dev.hallmark.commons.identity.TenantId;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The authorities of all tenants: read from the database, and made when a tenant has none. */
@ApplicationScoped
public class Authorities {

    private static final Logger LOG = Logger.getLogger(Authorities.class);

    private final AuthorityStore store;
    private final AuthorityMaker maker;
    private final List<TenantId> tenants;
    private final Clock clock;
    private final AtomicReference<List<Authority>> current = new AtomicReference<>(List.of());

    Authorities(
            AuthorityStore store,
            AuthorityMaker maker,
            @ConfigProperty(name = "hallmark.tenants") List<String> tenants,
            Clock clock) {
        this.store = store;
        this.maker = maker;
        this.tenants = tenants.stream().map(Authorities::tenant).toList();
        this.clock = clock;
    }

    /** Makes a wrong name fail the start rather than the first request. */
    void start(@Observes StartupEvent event) {
        LOG.infof("tenants served: %s", tenants);
    }

    /** Those that are served. */
    public List<TenantId> tenants() {
        return tenants;
    }

    /** All of them, empty until they have been read. */
    public List<Authority> all() {
        return current.get();
    }

    public Optional<Authority> find(String id) {
        return all().stream().filter(authority -> authority.id().equals(id)).findFirst();
    }

    /** The authority that signs for devices of a tenant now: the newest. */
    public Authority issuing(TenantId tenant) {
        return newest(all(), tenant, ISSUING)
                .orElseThrow(() -> new CaException(
                        CaException.Code.UNAVAILABLE, "The certificate authority of this tenant is not ready yet."));
    }

    /** The tenant, when there is no other. */
    public Optional<TenantId> onlyTenant() {
        return tenants.size() == 1 ? Optional.of(tenants.getFirst()) : Optional.empty();
    }

    /** Whether this is the name of a tenant of ours. */
    public boolean serves(String tenant) {
        return tenants.stream().anyMatch(ours -> ours.name().equals(tenant));
    }

    /** Makes missing authorities, and reads all. */
    public Uni<Void> ensure() {
        return store.all()
                .chain(found -> complete(found) ? Uni.createFrom().item(found) : makeMissing())
                .invoke(current::set)
                .replaceWithVoid();
    }

    /** An exception: signs while the transaction is open, since its lock keeps two replicas from making two roots. */
    private Uni<List<Authority>> makeMissing() {
        return store.alone(transaction -> Multi.createFrom()
                .iterable(tenants)
                .onItem()
                .transformToUniAndConcatenate(tenant -> makeMissing(transaction, tenant))
                .collect()
                .last()
                .chain(made -> store.all(transaction)));
    }

    private Uni<Authority> makeMissing(SqlClient transaction, TenantId tenant) {
        return store.all(transaction).chain(found -> {
            var root = newest(found, tenant, ROOT);
            var issuing = newest(found, tenant, ISSUING);
            return issuing.isPresent()
                    ? Uni.createFrom().item(issuing.get())
                    : root.map(there -> Uni.createFrom().item(there))
                            .orElseGet(() -> maker.root(tenant, 1).chain(made -> insert(transaction, made)))
                            .chain(parent -> maker.issuing(parent, 1))
                            .chain(made -> insert(transaction, made));
        });
    }

    private Uni<Authority> insert(SqlClient transaction, Authority made) {
        LOG.infof("authority made authority=%s tenant=%s", made.id(), made.tenant());
        return store.insert(transaction, made, clock.instant());
    }

    private boolean complete(List<Authority> found) {
        return tenants.stream()
                .allMatch(tenant -> newest(found, tenant, ISSUING).isPresent());
    }

    private static TenantId tenant(String name) {
        try {
            return TenantId.of(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("hallmark.tenants names \"%s\": %s".formatted(name, e.getMessage()), e);
        }
    }

    private static Optional<Authority> newest(List<Authority> all, TenantId tenant, AuthorityKind kind) {
        return all.stream()
                .filter(authority -> authority.tenant().equals(tenant) && authority.kind() == kind)
                .reduce((first, second) -> second);
    }
}
