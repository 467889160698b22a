package dev.hallmark.registry.batch;

import static dev.hallmark.operator.access.Permission.BATCHES_CHANGE;

import dev.hallmark.commons.validation.PlainText;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.registry.imports.IdempotencyKey;
import dev.hallmark.registry.imports.ImportOrder;
import dev.hallmark.registry.imports.ImportReport;
import dev.hallmark.registry.imports.ImportService;
import dev.hallmark.registry.imports.Upload;
import dev.hallmark.registry.manifest.Manifests;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Files of device ids on their way into a batch. */
@Path("/api/registry/v1/batches/{batch}/devices")
@Produces(MediaType.APPLICATION_JSON)
@Requires(BATCHES_CHANGE)
@Cancellable(false)
@Tag(name = "Batches")
public class BatchImportResource {

    private final BatchService batches;
    private final BatchIntake intake;
    private final ImportService imports;
    private final Manifests manifests;
    private final Caller caller;

    BatchImportResource(
            BatchService batches, BatchIntake intake, ImportService imports, Manifests manifests, Caller caller) {
        this.manifests = manifests;
        this.batches = batches;
        this.intake = intake;
        this.imports = imports;
        this.caller = caller;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, Upload.CSV, Upload.NDJSON})
    @Operation(summary = "Import devices from a file into a batch")
    @RequestBody(
            description = "The file, streamed",
            required = true,
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON),
                @Content(mediaType = Upload.CSV),
                @Content(mediaType = Upload.NDJSON)
            })
    @APIResponseSchema(value = ImportReport.class, responseCode = "202", responseDescription = "Read to its end")
    public Uni<Response> add(
            @PathParam("batch") @PlainText String batch,
            @QueryParam("dryRun") @DefaultValue("false") @Pattern(regexp = "true|false", message = "is true or false")
                    String dryRun,
            @HeaderParam(IdempotencyKey.HEADER) String key,
            @HeaderParam(Manifests.HEADER) String manifest,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
            @Context HttpServerRequest request) {
        var upload = new Upload(request, type);
        var id = IdempotencyKey.of(key);
        var tenant = caller.tenant();
        var actor = caller.actor();
        return batches.named(tenant, batch)
                .chain(found -> manifests
                        .verified(tenant, manifest, found.registersOnImport())
                        .chain(signed -> imports.receive(
                                new ImportOrder(
                                        id,
                                        tenant,
                                        actor,
                                        Optional.of(found.id()),
                                        Boolean.parseBoolean(dryRun),
                                        signed),
                                upload,
                                intake.into(found))))
                .map(Upload::answer);
    }
}
