package dev.hallmark.registry.imports;

import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Permission;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The imports that the caller may see: those of its tenant; a factory, those of registrations only. */
@RequestScoped
class ImportVisibility {

    /** A method that is called only when the caller may see the import {@code id} of its path. */
    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface Checked {}

    private final ImportStore imports;
    private final Caller caller;

    ImportVisibility(ImportStore imports, Caller caller) {
        this.imports = imports;
        this.caller = caller;
    }

    Uni<ImportReport> find(UUID id) {
        boolean registrationsOnly = !caller.may(Permission.BATCHES_READ);
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
            // The parameter itself is refused next.
            return Uni.createFrom().nullItem();
        }
    }

    private static RegistryException notFound() {
        return new RegistryException(Refusal.NOT_FOUND, "There is no such import.");
    }
}
