package dev.hallmark.audit.export;

import static dev.hallmark.operator.access.Permission.AUDIT_READ;

import dev.hallmark.audit.AuditException;
import dev.hallmark.audit.trail.TrailStore;
import dev.hallmark.events.audit.chain.TrailLine;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The audit trail as a file that can be verified without the service. */
@Path("/api/audit/v1/export")
@Cancellable(false)
@Tag(name = "Records")
public class ExportResource {

    private final TrailExport export;
    private final TrailStore trail;
    private final Caller caller;

    ExportResource(TrailExport export, TrailStore trail, Caller caller) {
        this.export = export;
        this.trail = trail;
        this.caller = caller;
    }

    /** From a record, or from a time, to now; it begins up to a checkpoint earlier, so that its beginning is verifiable. */
    @GET
    @Produces("application/x-ndjson")
    @Requires(AUDIT_READ)
    @Operation(summary = "Export the audit trail from a record or a time to now, ending in a fresh checkpoint")
    @APIResponse(
            responseCode = "200",
            description = "A line per record or signed statement",
            content = @Content(mediaType = "application/x-ndjson", schema = @Schema(implementation = TrailLine.class)))
    public Multi<TrailLine> export(
            @QueryParam("from") @DefaultValue("1") @Min(1) long from, @QueryParam("since") Instant since) {
        if (since != null && from > 1) {
            throw new AuditException(AuditException.Code.INVALID_REQUEST, "from and since: one of them is accepted");
        }
        var tenant = caller.tenant();
        var first = since == null
                ? Uni.createFrom().item(from)
                : trail.since(tenant, since).map(found -> found.orElse(Long.MAX_VALUE));
        return export.from(tenant, first);
    }
}
