package dev.hallmark.registry.job;

import static dev.hallmark.operator.access.Permission.DEVICES_CHANGE;
import static dev.hallmark.operator.access.Permission.DEVICES_READ;

import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.operator.paging.Cursor;
import dev.hallmark.operator.paging.Page;
import dev.hallmark.registry.Reason;
import dev.hallmark.registry.imports.IdempotencyKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Lifecycle commands for many devices over HTTP. */
@Path("/api/registry/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Requires(DEVICES_READ)
@Cancellable(false)
@Tag(name = "Jobs")
public class JobResource {

    private final JobService service;
    private final JobStore jobs;
    private final Pool pool;
    private final Caller caller;

    JobResource(JobService service, JobStore jobs, Pool pool, Caller caller) {
        this.service = service;
        this.jobs = jobs;
        this.pool = pool;
        this.caller = caller;
    }

    /** Carries a command out on each of the devices, in the background. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(DEVICES_CHANGE)
    @Operation(summary = "Begin a lifecycle command for many devices")
    @APIResponseSchema(
            value = Job.class,
            responseCode = "202",
            responseDescription = "Accepted: the job shows how far it is")
    public Uni<RestResponse<Job>> begin(@HeaderParam(IdempotencyKey.HEADER) String key, @NotNull @Valid NewJob wanted) {
        var id = IdempotencyKey.of(key);
        return service.begin(caller.tenant(), id, wanted.requireSelection().requireExpected())
                .map(job -> RestResponse.ResponseBuilder.<Job>accepted(job)
                        .location(URI.create("/api/registry/v1/jobs/" + job.id()))
                        .build());
    }

    /** How many devices a command would be for, and in which states they are. Changes nothing. */
    @POST
    @Path("preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "How many devices a command would be for")
    public Uni<JobPreview> preview(@NotNull @Valid NewJob wanted) {
        return service.preview(caller.tenant(), wanted.requireSelection());
    }

    /** The latest first, without their refusals. */
    @GET
    @Operation(summary = "List jobs, the latest first, without their refusals")
    public Uni<Page<Job>> list(
            @QueryParam("limit") @DefaultValue(Cursor.DEFAULT_LIMIT) @Min(1) @Max(Cursor.MOST) int limit,
            @QueryParam("cursor") String cursor) {
        return jobs.list(caller.tenant(), Cursor.readId(cursor), limit + 1)
                .map(found -> Page.of(found, limit, job -> job.id().toString()));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One job")
    public Uni<Job> detail(@PathParam("id") UUID id) {
        return jobs.find(pool, caller.tenant(), id);
    }

    /** Stops a job; what it has done stays done. */
    @POST
    @Path("{id}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(DEVICES_CHANGE)
    @Operation(summary = "Stop a job; what it has done stays done")
    public Uni<Job> cancel(@PathParam("id") UUID id, @NotNull @Valid Reason reason) {
        return service.cancel(caller.tenant(), id, reason.reason());
    }
}
