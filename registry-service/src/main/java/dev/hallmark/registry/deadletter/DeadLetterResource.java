package dev.hallmark.registry.deadletter;

import static dev.hallmark.operator.access.Permission.DEAD_LETTERS_CHANGE;
import static dev.hallmark.operator.access.Permission.DEAD_LETTERS_READ;

import dev.hallmark.messaging.deadletter.DeadLetterId;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.operator.paging.Cursor;
import dev.hallmark.operator.paging.Page;
import dev.hallmark.registry.Reason;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Events that a consumer could not process, of the consumers of all services. */
@Path("/api/registry/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Requires(DEAD_LETTERS_READ)
@Cancellable(false)
@Tag(name = "Dead letters")
public class DeadLetterResource {

    private final DeadLetters deadLetters;
    private final Caller caller;

    DeadLetterResource(DeadLetters deadLetters, Caller caller) {
        this.deadLetters = deadLetters;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List the open dead letters, by consumers, then the oldest first")
    public Uni<Page<DeadLetter>> list(
            @QueryParam("consumer") String consumer,
            @QueryParam("limit") @DefaultValue(Cursor.DEFAULT_LIMIT) @Min(1) @Max(Cursor.MOST) int limit,
            @QueryParam("cursor") String cursor) {
        return deadLetters.list(
                caller.tenant(), Optional.ofNullable(consumer), Cursor.read(cursor, DeadLetterId::parse), limit);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One dead letter, with its headers and its value")
    public Uni<DeadLetter> get(@PathParam("id") DeadLetterId id) {
        return deadLetters.get(caller.tenant(), id);
    }

    /**
     * To its consumer again, and to no other; one that fails again becomes a new dead letter. Doing it again changes nothing.
     */
    @POST
    @Path("{id}/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(DEAD_LETTERS_CHANGE)
    @Operation(summary = "Send the event to its consumer again")
    public Uni<DeadLetter> replay(@PathParam("id") DeadLetterId id, @NotNull @Valid Reason reason) {
        return deadLetters.replay(caller.tenant(), id, reason.reason());
    }

    /** Doing it again changes nothing. */
    @POST
    @Path("{id}/discard")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(DEAD_LETTERS_CHANGE)
    @Operation(summary = "Close a dead letter without processing it")
    public Uni<DeadLetter> discard(@PathParam("id") DeadLetterId id, @NotNull @Valid Reason reason) {
        return deadLetters.discard(caller.tenant(), id, reason.reason());
    }
}
