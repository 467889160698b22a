package dev.hallmark.registry.device;

import static dev.hallmark.operator.access.Permission.DEVICES_READ;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.validation.PlainText;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.operator.paging.Cursor;
import dev.hallmark.operator.paging.Page;
import dev.hallmark.registry.DeviceName;
import dev.hallmark.registry.DeviceNames;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Devices over HTTP. */
@Path("/api/registry/v1/devices")
@Produces(MediaType.APPLICATION_JSON)
@Requires(DEVICES_READ)
@Cancellable(false)
@Tag(name = "Devices")
public class DeviceResource {

    private final DeviceStore devices;
    private final DeviceNames names;
    private final Caller caller;

    DeviceResource(DeviceStore devices, DeviceNames names, Caller caller) {
        this.devices = devices;
        this.names = names;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List devices")
    public Uni<Page<DeviceView>> list(
            @QueryParam("state") @PlainText String state,
            @QueryParam("batch") @PlainText String batch,
            @QueryParam("policy") @PlainText String policy,
            @QueryParam("q") @Size(max = 128) @PlainText String q,
            @QueryParam("limit") @DefaultValue(Cursor.DEFAULT_LIMIT) @Min(1) @Max(Cursor.MOST) int limit,
            @QueryParam("cursor") String cursor) {
        var filter = new DeviceFilter(
                given(state),
                given(batch),
                given(policy),
                given(q),
                Cursor.read(cursor).map(DeviceResource::afterId));
        return devices.page(caller.tenant(), filter, limit + 1).map(found -> Page.of(
                        found, limit, device -> device.snapshot().deviceId().hex())
                .map(Device::view));
    }

    /** By its id, or by its common name. */
    @GET
    @Path("{id}")
    @Operation(summary = "One device")
    public Uni<DeviceView> detail(@PathParam("id") DeviceName id) {
        var tenant = caller.tenant();
        return names.idOf(tenant, id)
                .chain(found -> devices.find(tenant, found))
                .map(Device::view);
    }

    private static Optional<String> given(String parameter) {
        return Optional.ofNullable(parameter).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static DeviceId afterId(String key) {
        try {
            return DeviceId.parse(key);
        } catch (IllegalArgumentException e) {
            throw new RegistryException(Refusal.INVALID_REQUEST, "cursor: the next of a page of this list is accepted")
                    .with("field", "cursor");
        }
    }
}
