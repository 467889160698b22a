package dev.hallmark.registry.timeline;

import static dev.hallmark.operator.access.Permission.DEVICES_READ;

import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.operator.paging.Cursor;
import dev.hallmark.operator.paging.Page;
import dev.hallmark.registry.DeviceName;
import dev.hallmark.registry.DeviceNames;
import io.smallrye.mutiny.Uni;
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
@Requires(DEVICES_READ)
@Cancellable(false)
@Tag(name = "Devices")
public class TimelineResource {

    private final Timeline timeline;
    private final DeviceNames names;
    private final Caller caller;

    TimelineResource(Timeline timeline, DeviceNames names, Caller caller) {
        this.timeline = timeline;
        this.names = names;
        this.caller = caller;
    }

    /** What happened to the device, the latest first. */
    @GET
    @Operation(summary = "What happened to a device, the latest first")
    public Uni<Page<TimelineEntry>> page(
            @PathParam("id") DeviceName id,
            @QueryParam("limit") @DefaultValue(Cursor.DEFAULT_LIMIT) @Min(1) @Max(Cursor.MOST) int limit,
            @QueryParam("cursor") String cursor) {
        var from = Cursor.read(cursor).map(TimelineCursor::parse).orElse(TimelineCursor.END);
        var tenant = caller.tenant();
        return names.idOf(tenant, id)
                .chain(found -> timeline.before(tenant, found, from, limit + 1))
                .map(found ->
                        Page.of(found, limit, entry -> TimelineCursor.of(entry).key()));
    }
}
