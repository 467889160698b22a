package dev.hallmark.registry.imports;

import dev.hallmark.commons.security.Caller;
import dev.hallmark.commons.security.Roles;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The imports that the caller may see: those of its tenant; a factory, those of registrations only. */
@RequestScoped
class ImportVisibility {

    /** A method that is reached only when the import {@code id} of its path is there for the caller to see. */
    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface Checked {}

    private static final Set<String> READERS =
            Set.of(Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN, Roles.AUDITOR);

    private final ImportStore imports;
    private final Caller caller;
    private final SecurityIdentity identity;

    ImportVisibility(ImportStore imports, Caller caller, SecurityIdentity identity) {
        this.imports = imports;
        this.caller = caller;
        this.identity = identity;
    }

    Uni<ImportReport> find(UUID id) {
        boolean registrationsOnly = READERS.stream().noneMatch(identity::hasRole);
        return imports.report(caller.tenant(), id).invoke(report -> {
            if (registrationsOnly && report.batch() != null) {
                throw notFound();
            }
        });
    }

    /** Refuses before a stream of events begins, since that begins with status 200. */
    @ServerRequestFilter
    @Checked
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
