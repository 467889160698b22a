package dev.hallmark.registry.batch;

import static dev.hallmark.operator.access.Permission.BATCHES_CHANGE;
import static dev.hallmark.operator.access.Permission.REGISTRATIONS_UPDATE;

import dev.hallmark.commons.validation.PlainText;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.registry.imports.IdempotencyKey;
import dev.hallmark.registry.imports.ImportReport;
import dev.hallmark.registry.imports.ImportRequest;
import dev.hallmark.registry.imports.ImportService;
import dev.hallmark.registry.imports.UploadedFile;
import dev.hallmark.registry.manifest.Manifests;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.smallrye.common.annotation.RunOnVirtualThread;
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
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Imports of device ids into a batch. */
@Path("/api/registry/v1/batches/{batch}/devices")
@Produces(MediaType.APPLICATION_JSON)
@Requires(BATCHES_CHANGE)
@Cancellable(false)
@Tag(name = "Batches")
public class BatchImportResource {

    private final BatchIntake intake;
    private final ImportService imports;
    private final Manifests manifests;
    private final Caller caller;

    BatchImportResource(BatchIntake intake, ImportService imports, Manifests manifests, Caller caller) {
        this.manifests = manifests;
        this.intake = intake;
        this.imports = imports;
        this.caller = caller;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, UploadedFile.CSV, UploadedFile.NDJSON})
    @Operation(summary = "Import devices from a file into a batch")
    @RequestBody(
            description = "The file, streamed",
            required = true,
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON),
                @Content(mediaType = UploadedFile.CSV),
                @Content(mediaType = UploadedFile.NDJSON)
            })
    @APIResponseSchema(value = ImportReport.class, responseCode = "202", responseDescription = "Read to its end")
    @APIResponse(responseCode = "400", description = "Bad Request")
    @RunOnVirtualThread
    public Response add(
            @PathParam("batch") @PlainText String batch,
            @QueryParam("dryRun") @DefaultValue("false") @Pattern(regexp = "true|false", message = "is true or false")
                    String dryRun,
            @QueryParam("update") @DefaultValue("false") @Pattern(regexp = "true|false", message = "is true or false")
                    String update,
            @QueryParam("keep") @DefaultValue("false") @Pattern(regexp = "true|false", message = "is true or false")
                    String keep,
            @HeaderParam(IdempotencyKey.HEADER) String key,
            @HeaderParam(Manifests.HEADER) String manifest,
            @Context HttpHeaders headers,
            InputStream body) {
        if (Boolean.parseBoolean(update)) {
            caller.require(REGISTRATIONS_UPDATE);
        }
        if (Boolean.parseBoolean(keep) && !Boolean.parseBoolean(dryRun)) {
            throw new RegistryException(Refusal.INVALID_REQUEST, "keep: only the file of a dry run is kept")
                    .with("field", "keep");
        }
        var file = UploadedFile.of(headers, body);
        var id = IdempotencyKey.of(key);
        var tenant = caller.tenant();
        var target = ImportService.await(intake.target(tenant, batch));
        var signed = ImportService.await(manifests.verified(tenant, manifest, target.registers()));
        var request = new ImportRequest(
                id,
                tenant,
                caller.actor(),
                Optional.of(target.batch()),
                Boolean.parseBoolean(dryRun),
                Boolean.parseBoolean(update),
                signed);
        var report = Boolean.parseBoolean(keep)
                ? imports.receiveAndKeep(request, file, intake.into(target))
                : imports.receive(request, file, intake.into(target));
        return UploadedFile.answer(report);
    }
}
