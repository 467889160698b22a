package dev.hallmark.audit.token;

import static dev.hallmark.operator.access.Permission.TOKENS_CHANGE;
import static dev.hallmark.operator.access.Permission.TOKENS_READ;

import dev.hallmark.audit.AuditException;
import dev.hallmark.commons.validation.PlainText;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.operator.paging.Cursor;
import dev.hallmark.operator.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Tokens for programs that have no identity provider, such as those of factories and CI. */
@Path("/api/audit/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Requires(TOKENS_READ)
@Cancellable(false)
@Tag(name = "Tokens")
public class TokenResource {

    private final Tokens tokens;
    private final TokenStore store;
    private final Caller caller;

    TokenResource(Tokens tokens, TokenStore store, Caller caller) {
        this.tokens = tokens;
        this.store = store;
        this.caller = caller;
    }

    /**
     * A new token.
     *
     * @param token shown this once
     */
    public record MadeToken(String token, IssuedToken details) {}

    /**
     * Why a token is revoked.
     *
     * @param reason a sentence of 1 to 500 characters
     */
    public record Revocation(@NotBlank @Size(max = 500) @PlainText String reason) {}

    @GET
    @Operation(summary = "List the machine tokens that were made, the latest first")
    public Uni<Page<IssuedToken>> list(
            @QueryParam("limit") @DefaultValue(Cursor.DEFAULT_LIMIT) @Min(1) @Max(Cursor.MOST) int limit,
            @QueryParam("cursor") String cursor) {
        var below = Cursor.readNumber(cursor).orElse(Long.MAX_VALUE);
        return store.list(caller.tenant(), below, limit + 1)
                .map(found -> Page.of(found, limit, token -> String.valueOf(token.number())));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One machine token")
    public Uni<IssuedToken> get(@PathParam("id") UUID id) {
        return store.find(caller.tenant(), id)
                .map(found -> found.orElseThrow(
                        () -> new AuditException(AuditException.Code.NOT_FOUND, "There is no such token.")));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(TOKENS_CHANGE)
    @Operation(summary = "Make a machine token, which is shown in this answer and never again")
    @APIResponseSchema(value = MadeToken.class, responseCode = "201", responseDescription = "Created")
    public Uni<RestResponse<MadeToken>> make(@NotNull @Valid NewToken wanted) {
        return tokens.make(wanted).map(made -> RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED, new MadeToken(made.token(), made.details()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build());
    }

    /** From now on no service accepts the token; doing it again changes nothing. */
    @POST
    @Path("{id}/revoke")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(TOKENS_CHANGE)
    @Operation(summary = "Revoke a machine token")
    public Uni<IssuedToken> revoke(@PathParam("id") UUID id, @NotNull @Valid Revocation revocation) {
        return tokens.revoke(id, revocation.reason());
    }
}
