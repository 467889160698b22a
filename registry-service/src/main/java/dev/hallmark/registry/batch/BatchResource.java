package dev.hallmark.registry.batch;

import static dev.hallmark.operator.access.Permission.BATCHES_CHANGE;
import static dev.hallmark.operator.access.Permission.BATCHES_READ;

import dev.hallmark.commons.validation.PlainText;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.operator.paging.Cursor;
import dev.hallmark.operator.paging.Page;
import dev.hallmark.registry.imports.ImportReport;
import dev.hallmark.registry.imports.ImportService;
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
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Batches over HTTP. */
@Path("/api/registry/v1/batches")
@Produces(MediaType.APPLICATION_JSON)
@Requires(BATCHES_READ)
@Cancellable(false)
@Tag(name = "Batches")
public class BatchResource {

    private final BatchService batches;
    private final BatchCensus census;
    private final ImportService imports;
    private final Caller caller;

    BatchResource(BatchService batches, BatchCensus census, ImportService imports, Caller caller) {
        this.batches = batches;
        this.census = census;
        this.imports = imports;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(BATCHES_CHANGE)
    @Operation(summary = "Create a batch")
    @APIResponseSchema(value = BatchView.class, responseCode = "201", responseDescription = "Created")
    public Uni<RestResponse<BatchView>> create(@NotNull @Valid NewBatch wanted) {
        return batches.create(caller.tenant(), caller.actor(), wanted)
                .map(batch -> RestResponse.ResponseBuilder.<BatchView>created(
                                URI.create("/api/registry/v1/batches/" + batch.id()))
                        .entity(batch.view())
                        .build());
    }

    @GET
    @Operation(summary = "List batches")
    public Uni<Page<BatchView>> list(
            @QueryParam("limit") @DefaultValue(Cursor.DEFAULT_LIMIT) @Min(1) @Max(Cursor.MOST) int limit,
            @QueryParam("cursor") String cursor) {
        return batches.after(caller.tenant(), Cursor.read(cursor).orElse(""), limit + 1)
                .map(found -> Page.of(found, limit, Batch::name).map(Batch::view));
    }

    @GET
    @Path("{batch}")
    @Operation(summary = "One batch")
    public Uni<BatchView> detail(@PathParam("batch") @PlainText String batch) {
        return batches.named(caller.tenant(), batch).chain(this::detail);
    }

    @GET
    @Path("{batch}/imports")
    @Operation(summary = "List the imports into a batch, the latest first, without their errors")
    public Uni<Page<ImportReport>> imports(
            @PathParam("batch") @PlainText String batch,
            @QueryParam("limit") @DefaultValue(Cursor.DEFAULT_LIMIT) @Min(1) @Max(Cursor.MOST) int limit,
            @QueryParam("cursor") String cursor) {
        var tenant = caller.tenant();
        var after = Cursor.readId(cursor);
        return batches.named(tenant, batch)
                .chain(found -> imports.list(tenant, found.id(), after, limit + 1))
                .map(found -> Page.of(found, limit, report -> report.id().toString()));
    }

    /** Moves all devices of a batch to another policy. */
    @POST
    @Path("{batch}/move")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(BATCHES_CHANGE)
    @Operation(summary = "Move all devices of a batch to another policy")
    @APIResponseSchema(
            value = BatchView.class,
            responseCode = "202",
            responseDescription = "Accepted: the batch shows the progress of the move")
    public Uni<RestResponse<BatchView>> move(
            @PathParam("batch") @PlainText String batch, @NotNull @Valid NewMove wanted) {
        var tenant = caller.tenant();
        var actor = caller.actor();
        return batches.named(tenant, batch)
                .chain(found -> batches.move(tenant, actor, found.id(), wanted))
                .chain(this::detail)
                .map(view -> RestResponse.status(RestResponse.Status.ACCEPTED, view));
    }

    private Uni<BatchView> detail(Batch batch) {
        return census.of(batch.id())
                .chain(devices -> batches.lastMove(batch.id()).map(move -> batch.view(devices, move)));
    }
}
