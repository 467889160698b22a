package dev.hallmark.registry.timeline;

import dev.hallmark.commons.paging.Cursor;
import dev.hallmark.commons.paging.Page;
import dev.hallmark.commons.security.Caller;
import dev.hallmark.commons.security.Roles;
import dev.hallmark.registry.DeviceNames;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The timeline of a device over HTTP. */
@Path("/api/registry/v1/devices/{id}/timeline")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN, Roles.AUDITOR})
@Cancellable(false)
@Tag(name = "Devices")
public class TimelineResource {

    private final TimelinePage timeline;
    private final DeviceNames names;
    private final Caller caller;

    TimelineResource(TimelinePage timeline, DeviceNames names, Caller caller) {
        this.timeline = timeline;
        this.names = names;
        this.caller = caller;
    }

    /** What happened to the device, the latest first. */
    @GET
    @Operation(summary = "What happened to a device, the latest first")
    public Uni<Page<TimelineEntry>> page(
            @PathParam("id") String id,
            @QueryParam("limit") @DefaultValue(Cursor.DEFAULT_LIMIT) @Min(1) @Max(Cursor.MOST) int limit,
            @QueryParam("cursor") String cursor) {
        var place = Cursor.read(cursor).map(Place::parse).orElse(Place.END);
        var tenant = caller.tenant();
        return names.idOf(tenant, id)
                .chain(found -> timeline.before(tenant, found, place, limit + 1))
                .map(found -> Page.of(found, limit, entry -> Place.of(entry).key()));
    }
}
