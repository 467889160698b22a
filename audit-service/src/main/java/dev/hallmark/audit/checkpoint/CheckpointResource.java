package dev.hallmark.audit.checkpoint;

import static dev.hallmark.operator.access.Permission.AUDIT_CHECKPOINT;
import static dev.hallmark.operator.access.Permission.AUDIT_READ;

import dev.hallmark.events.audit.AuditRecorded.Target;
import dev.hallmark.events.audit.chain.SignedStatement;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.operator.audit.AuditTrail;
import dev.hallmark.operator.paging.Cursor;
import dev.hallmark.operator.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What was signed of the audit trail: checkpoints, and statements of what was cut off. */
@Path("/api/audit/v1/checkpoints")
@Produces(MediaType.APPLICATION_JSON)
@Cancellable(false)
@Tag(name = "Checkpoints")
public class CheckpointResource {

    private final Statements statements;
    private final StatementStore store;
    private final AuditTrail audit;
    private final Caller caller;

    CheckpointResource(Statements statements, StatementStore store, AuditTrail audit, Caller caller) {
        this.statements = statements;
        this.store = store;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @Requires(AUDIT_READ)
    @Operation(summary = "List the signed statements about the audit trail, the latest first")
    public Uni<Page<SignedStatement>> list(
            @QueryParam("limit") @DefaultValue(Cursor.DEFAULT_LIMIT) @Min(1) @Max(Cursor.MOST) int limit,
            @QueryParam("cursor") String cursor) {
        var below = Cursor.readNumber(cursor).orElse(Long.MAX_VALUE);
        return store.list(caller.tenant(), below, limit + 1)
                .map(found -> Page.of(
                        found, limit, one -> String.valueOf(one.content().number())));
    }

    @POST
    @Requires(AUDIT_CHECKPOINT)
    @Operation(summary = "Sign the audit trail as it stands")
    public Uni<SignedStatement> make() {
        return statements.checkpoint(
                caller.tenant(), made -> List.of(audit.done(new Target("checkpoint", Long.toString(made.number())))));
    }
}
