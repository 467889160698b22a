package dev.hallmark.registry.imports;

import dev.hallmark.commons.security.Caller;
import dev.hallmark.commons.security.Roles;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The imports that the caller may see: those of its tenant; a factory, those of registrations only. */
@RequestScoped
class VisibleImports {

    private static final Set<String> READERS =
            Set.of(Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN, Roles.AUDITOR);

    private final ImportReports reports;
    private final Caller caller;
    private final SecurityIdentity identity;

    VisibleImports(ImportReports reports, Caller caller, SecurityIdentity identity) {
        this.reports = reports;
        this.caller = caller;
        this.identity = identity;
    }

    Uni<ImportReport> find(UUID id) {
        boolean registrationsOnly = READERS.stream().noneMatch(identity::hasRole);
        return reports.find(caller.tenant(), id).invoke(report -> {
            if (registrationsOnly && report.batch() != null) {
                throw notFound();
            }
        });
    }

    /** Refuses before a stream of events begins, since that begins with status 200. */
    @ServerRequestFilter
    @KnownImport
    Uni<Response> requireKnown(UriInfo uri) {
        try {
            return find(UUID.fromString(uri.getPathParameters().getFirst("id"))).replaceWith((Response) null);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    private static RegistryException notFound() {
        return new RegistryException(Refusal.NOT_FOUND, "There is no such import.");
    }
}
