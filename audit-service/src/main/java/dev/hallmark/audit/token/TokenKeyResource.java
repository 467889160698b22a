package dev.hallmark.audit.token;

import dev.hallmark.commons.access.Public;
import dev.hallmark.commons.jose.Jwks;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The keys that machine tokens are verified with (RFC 7517 §5). */
@Path("/tokens/v1/jwks.json")
@Public
@Cancellable(false)
@Tag(name = "Tokens")
public class TokenKeyResource {

    private final TokenKey key;

    TokenKeyResource(TokenKey key) {
        this.key = key;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The keys that machine tokens are verified with")
    @APIResponseSchema(value = Jwks.class, responseCode = "200", responseDescription = "All versions of the key")
    public Uni<Response> jwks(@Context Request request) {
        return key.published().map(keys -> keys.answer(request));
    }
}
