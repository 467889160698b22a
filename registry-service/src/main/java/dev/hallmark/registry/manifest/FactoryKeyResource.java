package dev.hallmark.registry.manifest;

import static dev.hallmark.operator.access.Permission.FACTORY_KEYS_CHANGE;
import static dev.hallmark.operator.access.Permission.FACTORY_KEYS_READ;

import dev.hallmark.commons.validation.PlainText;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.operator.paging.Cursor;
import dev.hallmark.operator.paging.Page;
import dev.hallmark.registry.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The keys of factories, whose manifests are accepted, over HTTP. */
@Path("/api/registry/v1/factory-keys")
@Produces(MediaType.APPLICATION_JSON)
@Requires(FACTORY_KEYS_READ)
@Cancellable(false)
@Tag(name = "Factory keys")
public class FactoryKeyResource {

    private static final Logger LOG = Logger.getLogger(FactoryKeyResource.class);

    private final FactoryKeyStore keys;
    private final Caller caller;

    FactoryKeyResource(FactoryKeyStore keys, Caller caller) {
        this.keys = keys;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List the keys that sign manifests")
    public Uni<Page<FactoryKey>> list(
            @QueryParam("limit") @DefaultValue(Cursor.DEFAULT_LIMIT) @Min(1) @Max(Cursor.MOST) int limit,
            @QueryParam("cursor") String cursor) {
        return keys.after(caller.tenant(), Cursor.read(cursor).orElse(""), limit + 1)
                .map(found -> Page.of(found, limit, FactoryKey::kid));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FACTORY_KEYS_CHANGE)
    @Operation(summary = "Add a key")
    @APIResponseSchema(value = FactoryKey.class, responseCode = "201", responseDescription = "Created")
    public Uni<RestResponse<FactoryKey>> add(@NotNull @Valid NewFactoryKey wanted) {
        var tenant = caller.tenant();
        var actor = caller.actor();
        return keys.add(tenant, actor, wanted.name().strip(), wanted.key())
                .invoke(key -> LOG.infof("factory key added kid=%s tenant=%s actor=%s", key.kid(), tenant, actor))
                .map(key -> RestResponse.status(RestResponse.Status.CREATED, key));
    }

    /** From now on nothing that the key has signed is accepted; doing it again changes nothing. */
    @POST
    @Path("{kid}/revoke")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FACTORY_KEYS_CHANGE)
    @Operation(summary = "Revoke a key")
    public Uni<FactoryKey> revoke(@PathParam("kid") @PlainText String kid, @NotNull @Valid Reason reason) {
        var tenant = caller.tenant();
        var actor = caller.actor();
        return keys.revoke(tenant, actor, kid, reason.reason())
                .invoke(key -> LOG.infof("factory key revoked kid=%s tenant=%s actor=%s", kid, tenant, actor));
    }
}
