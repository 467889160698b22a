package dev.hallmark.registry.registration;

import static dev.hallmark.operator.access.Permission.REGISTRATIONS_ADD;
import static dev.hallmark.operator.access.Permission.REGISTRATIONS_UPDATE;

import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.registry.imports.IdempotencyKey;
import dev.hallmark.registry.imports.ImportReport;
import dev.hallmark.registry.imports.ImportRequest;
import dev.hallmark.registry.imports.ImportService;
import dev.hallmark.registry.imports.UploadedFile;
import dev.hallmark.registry.manifest.Manifests;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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

/** Where a programming line registers the hashes of its chips' public keys. */
@Path("/api/registry/v1/registrations")
@Produces(MediaType.APPLICATION_JSON)
@Requires(REGISTRATIONS_ADD)
@Cancellable(false)
@Tag(name = "Registrations")
public class RegistrationResource {

    private final RegistrationIntake intake;
    private final ImportService imports;
    private final Manifests manifests;
    private final Caller caller;

    RegistrationResource(RegistrationIntake intake, ImportService imports, Manifests manifests, Caller caller) {
        this.intake = intake;
        this.manifests = manifests;
        this.imports = imports;
        this.caller = caller;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, UploadedFile.CSV, UploadedFile.NDJSON})
    @Operation(summary = "Register devices from a file")
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
    public Response register(
            @QueryParam("dryRun") @DefaultValue("false") @Pattern(regexp = "true|false", message = "is true or false")
                    String dryRun,
            @QueryParam("update") @DefaultValue("false") @Pattern(regexp = "true|false", message = "is true or false")
                    String update,
            @HeaderParam(IdempotencyKey.HEADER) String key,
            @HeaderParam(Manifests.HEADER) String manifest,
            @Context HttpHeaders headers,
            InputStream body) {
        if (Boolean.parseBoolean(update)) {
            caller.require(REGISTRATIONS_UPDATE);
        }
        var file = UploadedFile.of(headers, body);
        var id = IdempotencyKey.of(key);
        var tenant = caller.tenant();
        var signed = ImportService.await(manifests.verified(tenant, manifest, true));
        var request = new ImportRequest(
                id,
                tenant,
                caller.actor(),
                Optional.empty(),
                Boolean.parseBoolean(dryRun),
                Boolean.parseBoolean(update),
                signed);
        return UploadedFile.answer(imports.receive(request, file, intake));
    }
}
