package dev.hallmark.registry.registration;

import dev.hallmark.commons.security.Caller;
import dev.hallmark.commons.security.Roles;
import dev.hallmark.registry.imports.IdempotencyKey;
import dev.hallmark.registry.imports.ImportReport;
import dev.hallmark.registry.imports.ImportRequest;
import dev.hallmark.registry.imports.ImportService;
import dev.hallmark.registry.imports.UploadedFile;
import dev.hallmark.registry.manifest.Manifests;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
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
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Where a programming line registers the hashes of the keys of the chips it has made. */
@Path("/api/registry/v1/registrations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.FACTORY, Roles.ADMIN})
@Cancellable(false)
@Tag(name = "Registrations")
public class RegistrationResource {

    private final RegistrationIntake intake;
    private final ImportService imports;
    private final Manifests manifests;
    private final Caller caller;
    private final SecurityIdentity identity;

    RegistrationResource(
            RegistrationIntake intake,
            ImportService imports,
            Manifests manifests,
            Caller caller,
            SecurityIdentity identity) {
        this.intake = intake;
        this.manifests = manifests;
        this.imports = imports;
        this.caller = caller;
        this.identity = identity;
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
        requireMayUpdate(update);
        var file = UploadedFile.of(headers, body);
        var id = IdempotencyKey.of(key);
        var tenant = caller.tenant();
        var signed = manifests.verified(tenant, manifest, true).await().indefinitely();
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

    /** A factory adds devices; what is stored of one is changed by those who answer for the fleet. */
    private void requireMayUpdate(String update) {
        if (Boolean.parseBoolean(update)
                && Stream.of(Roles.OPERATOR, Roles.ADMIN).noneMatch(identity::hasRole)) {
            throw new ForbiddenException("update=true needs the role operator or admin");
        }
    }
}
