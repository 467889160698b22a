package dev.hallmark.registry.imports;

import static dev.hallmark.operator.access.Permission.IMPORTS_READ;

import dev.hallmark.commons.fault.Faults;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Reports of imports, while they run and afterwards. */
@Path("/api/registry/v1/imports/{id}")
@Requires(IMPORTS_READ)
@Cancellable(false)
@Tag(name = "Imports")
public class ImportResource {

    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(500);

    private final ImportStore imports;
    private final ImportVisibility visible;
    private final Caller caller;

    ImportResource(ImportStore imports, ImportVisibility visible, Caller caller) {
        this.imports = imports;
        this.visible = visible;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The report of an import")
    public Uni<ImportReport> report(@PathParam("id") UUID id) {
        return visible.find(id);
    }

    /**
     * The report again and again until the import has ended; that report is the last. A stream that has begun cannot become a
     * 503, so it waits until the database is back.
     */
    @GET
    @Path("events")
    @ImportVisibility.Checked
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(summary = "The report again and again while the import runs")
    public Multi<ImportReport> events(@PathParam("id") UUID id) {
        var tenant = caller.tenant();
        return Multi.createBy()
                .repeating()
                .uni(() -> imports.report(tenant, id)
                        .onFailure(Faults::passing)
                        .retry()
                        .withBackOff(BETWEEN_REPORTS, BETWEEN_REPORTS)
                        .indefinitely())
                .withDelay(BETWEEN_REPORTS)
                .whilst(ImportReport::running);
    }
}
