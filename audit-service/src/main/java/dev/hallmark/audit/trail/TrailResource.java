package dev.hallmark.audit.trail;

import static dev.hallmark.operator.access.Permission.AUDIT_READ;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.audit.AuditException;
import dev.hallmark.events.EventJson;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.operator.paging.Cursor;
import dev.hallmark.operator.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The audit trail, for auditors. */
@Path("/api/audit/v1/records")
@Produces(MediaType.APPLICATION_JSON)
@Cancellable(false)
@Tag(name = "Records")
public class TrailResource {

    private final TrailStore store;
    private final Caller caller;

    TrailResource(TrailStore store, Caller caller) {
        this.store = store;
        this.caller = caller;
    }

    /**
     * A record.
     *
     * @param sequence its number in the trail of the tenant, from 1 without gaps
     * @param id of the event, ce_id
     * @param type of the event, ce_type
     * @param source of the event, ce_source
     * @param time of the event, ce_time
     * @param actor who caused the event, ce_actor
     * @param data what the event says
     * @param storedAt when it was appended to the trail
     * @param hash of the record
     */
    public record RecordView(
            long sequence,
            UUID id,
            String type,
            String source,
            Instant time,
            String actor,
            JsonNode data,
            Instant storedAt,
            String hash) {

        static RecordView of(TrailRecord record) {
            var entry = record.entry();
            return new RecordView(
                    record.sequence(),
                    entry.id(),
                    entry.type(),
                    entry.source(),
                    entry.time(),
                    entry.actor(),
                    json(entry.data()),
                    entry.storedAt(),
                    record.hash());
        }

        private static JsonNode json(String data) {
            try {
                return EventJson.read(data.getBytes(StandardCharsets.UTF_8), JsonNode.class);
            } catch (IOException e) {
                throw new IllegalStateException("a record whose data is not JSON", e);
            }
        }
    }

    @GET
    @Requires(AUDIT_READ)
    @Operation(summary = "List the records of the audit trail, the latest first")
    public Uni<Page<RecordView>> list(
            @QueryParam("from") Instant from,
            @QueryParam("to") Instant to,
            @QueryParam("type") String type,
            @QueryParam("actor") String actor,
            @QueryParam("permission") String permission,
            @QueryParam("operation") String operation,
            @QueryParam("outcome") String outcome,
            @QueryParam("targetType") String targetType,
            @QueryParam("targetId") String targetId,
            @QueryParam("limit") @DefaultValue(Cursor.DEFAULT_LIMIT) @Min(1) @Max(Cursor.MOST) int limit,
            @QueryParam("cursor") String cursor) {
        var filter = new RecordFilter(
                Optional.ofNullable(from),
                Optional.ofNullable(to),
                wanted(type),
                wanted(actor),
                wanted(permission),
                wanted(operation),
                wanted(outcome),
                wanted(targetType),
                wanted(targetId),
                Cursor.readNumber(cursor).orElse(Long.MAX_VALUE));
        return store.list(caller.tenant(), filter, limit + 1)
                .map(found -> Page.of(found, limit, one -> String.valueOf(one.sequence()))
                        .map(RecordView::of));
    }

    @GET
    @Path("/{id}")
    @Requires(AUDIT_READ)
    @Operation(summary = "One record of the audit trail")
    public Uni<RecordView> get(@PathParam("id") UUID id) {
        return store.get(caller.tenant(), id).map(found -> found.map(RecordView::of)
                .orElseThrow(() -> new AuditException(AuditException.Code.NOT_FOUND, "There is no such record.")));
    }

    /** Columns of text have no NUL, so that nothing has this value. */
    private static Optional<String> wanted(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty()).map(text -> text.replace('\0', '\uFFFD'));
    }
}
