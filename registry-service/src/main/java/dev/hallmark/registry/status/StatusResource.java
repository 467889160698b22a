package dev.hallmark.registry.status;

import static dev.hallmark.operator.access.Permission.STATUS_READ;

import dev.hallmark.operator.access.Requires;
import dev.hallmark.operator.status.ServiceStatus;
import dev.hallmark.operator.status.Statuses;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** How this service is, for operators. */
@Path("/api/registry/v1/status")
@Produces(MediaType.APPLICATION_JSON)
@Requires(STATUS_READ)
@Cancellable(false)
@Tag(name = "Status")
public class StatusResource {

    private final Statuses statuses;

    StatusResource(Statuses statuses) {
        this.statuses = statuses;
    }

    /** The checks of its readiness, and those of what heals by itself. */
    @GET
    @Operation(summary = "How this service is, as its health checks say")
    public Uni<ServiceStatus> now() {
        return statuses.now();
    }
}
