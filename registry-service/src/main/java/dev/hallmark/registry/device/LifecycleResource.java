package dev.hallmark.registry.device;

import static dev.hallmark.operator.access.Permission.DEVICES_CHANGE;

import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.registry.DeviceName;
import dev.hallmark.registry.DeviceNames;
import dev.hallmark.registry.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The lifecycle commands over HTTP. */
@Path("/api/registry/v1/devices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Requires(DEVICES_CHANGE)
@Cancellable(false)
@Tag(name = "Devices")
public class LifecycleResource {

    private final DeviceService devices;
    private final DeviceNames names;
    private final Caller caller;

    LifecycleResource(DeviceService devices, DeviceNames names, Caller caller) {
        this.devices = devices;
        this.names = names;
        this.caller = caller;
    }

    /** For the time being: it attests and enrols no more, and what it has is on hold. */
    @POST
    @Path("{id}/suspend")
    @Operation(summary = "Suspend a device")
    public Uni<DeviceView> suspend(@PathParam("id") DeviceName id, @NotNull @Valid Reason reason) {
        return carryOut(LifecycleCommand.SUSPEND, id, reason);
    }

    /** Ends a suspension. */
    @POST
    @Path("{id}/resume")
    @Operation(summary = "End a suspension")
    public Uni<DeviceView> resume(@PathParam("id") DeviceName id, @NotNull @Valid Reason reason) {
        return carryOut(LifecycleCommand.RESUME, id, reason);
    }

    /** For good, in good standing: its certificates are revoked as cessationOfOperation. */
    @POST
    @Path("{id}/retire")
    @Operation(summary = "Retire a device for good")
    public Uni<DeviceView> retire(@PathParam("id") DeviceName id, @NotNull @Valid Reason reason) {
        return carryOut(LifecycleCommand.RETIRE, id, reason);
    }

    /** Has it come again from the beginning, as a new generation; until then its certificate stays good. */
    @POST
    @Path("{id}/re-enrol")
    @Operation(summary = "Start a new generation of a device")
    public Uni<DeviceView> reEnrol(@PathParam("id") DeviceName id, @NotNull @Valid Reason reason) {
        return carryOut(LifecycleCommand.RE_ENROL, id, reason);
    }

    /** For good. */
    @POST
    @Path("{id}/revoke")
    @Operation(summary = "Revoke a device for good")
    public Uni<DeviceView> revoke(@PathParam("id") DeviceName id, @NotNull @Valid Reason reason) {
        return carryOut(LifecycleCommand.REVOKE, id, reason);
    }

    private Uni<DeviceView> carryOut(LifecycleCommand command, DeviceName id, Reason reason) {
        var tenant = caller.tenant();
        var actor = caller.actor();
        return names.idOf(tenant, id).chain(found -> devices.carryOut(command, tenant, actor, found, reason.reason()));
    }
}
