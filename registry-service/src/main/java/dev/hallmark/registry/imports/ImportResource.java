package dev.hallmark.registry.imports;

import dev.hallmark.commons.security.Caller;
import dev.hallmark.commons.security.Roles;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Reports of imports, while they run and afterwards. */
@Path("/api/registry/v1/imports/{id}")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN, Roles.AUDITOR, Roles.FACTORY})
@Cancellable(false)
public class ImportResource {

    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(500);

    private final ImportReports reports;
    private final Caller caller;
    private final SecurityIdentity identity;

    ImportResource(ImportReports reports, Caller caller, SecurityIdentity identity) {
        this.reports = reports;
        this.caller = caller;
        this.identity = identity;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<ImportReport> report(@PathParam("id") UUID id) {
        boolean registrationsOnly = identity.getRoles().equals(Set.of(Roles.FACTORY));
        return reports.find(caller.tenant(), id).invoke(report -> {
            if (registrationsOnly && report.batch() != null) {
                throw new RegistryException(Refusal.NOT_FOUND, "There is no such import.");
            }
        });
    }

    /** The report again and again until the import has ended, whose report is the last. */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<ImportReport> events(@PathParam("id") UUID id) {
        var tenant = caller.tenant();
        return report(id)
                .onItem()
                .transformToMulti(first -> first.running()
                        ? Multi.createBy()
                                .repeating()
                                .uni(() -> reports.find(tenant, id))
                                .withDelay(BETWEEN_REPORTS)
                                .whilst(ImportReport::running)
                        : Multi.createFrom().item(first));
    }
}
