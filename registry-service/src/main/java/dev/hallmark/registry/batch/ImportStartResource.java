package dev.hallmark.registry.batch;

import static dev.hallmark.operator.access.Permission.BATCHES_CHANGE;
import static dev.hallmark.operator.access.Permission.REGISTRATIONS_UPDATE;

import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.registry.imports.ImportReport;
import dev.hallmark.registry.imports.ImportRequest;
import dev.hallmark.registry.imports.ImportService;
import dev.hallmark.registry.imports.KeptFiles;
import dev.hallmark.registry.imports.UploadedFile;
import dev.hallmark.registry.manifest.Manifests;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Imports of files that dry runs have kept. */
@Path("/api/registry/v1/imports/{id}/start")
@Produces(MediaType.APPLICATION_JSON)
@Requires(BATCHES_CHANGE)
@Cancellable(false)
@Tag(name = "Imports")
public class ImportStartResource {

    private final KeptFiles files;
    private final BatchIntake intake;
    private final ImportService imports;
    private final Manifests manifests;
    private final Caller caller;

    ImportStartResource(
            KeptFiles files, BatchIntake intake, ImportService imports, Manifests manifests, Caller caller) {
        this.files = files;
        this.intake = intake;
        this.imports = imports;
        this.manifests = manifests;
        this.caller = caller;
    }

    /** Called again, it continues the same import as it was started, or shows its report when that is over. */
    @POST
    @Operation(summary = "Import the file that a dry run into a batch has kept")
    @APIResponseSchema(value = ImportReport.class, responseCode = "202", responseDescription = "Read to its end")
    @RunOnVirtualThread
    public Response start(
            @PathParam("id") UUID id,
            @QueryParam("register") @Pattern(regexp = "true|false", message = "is true or false") String register) {
        var tenant = caller.tenant();
        var kept = ImportService.await(
                files.begin(tenant, id, Optional.ofNullable(register).map(Boolean::valueOf)));
        if (kept.update()) {
            caller.require(REGISTRATIONS_UPDATE);
        }
        if (kept.completed()) {
            return UploadedFile.answer(ImportService.await(imports.report(tenant, kept.started())));
        }
        var batch = ImportService.await(intake.target(tenant, kept.batch().toString()));
        var target = new BatchIntake.Target(batch.batch(), batch.registers() || kept.registers());
        var signed =
                ImportService.await(manifests.verified(tenant, kept.manifest().orElse(null), target.registers()));
        var request = new ImportRequest(
                kept.started(), tenant, caller.actor(), Optional.of(target.batch()), false, kept.update(), signed);
        return UploadedFile.answer(imports.receiveKept(request, kept, intake.into(target)));
    }
}
