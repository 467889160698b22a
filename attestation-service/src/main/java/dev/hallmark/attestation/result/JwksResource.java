package dev.hallmark.attestation.result;

import dev.hallmark.commons.access.Public;
import dev.hallmark.commons.jose.Jwks;
import dev.hallmark.commons.jose.Jwks.Jwk;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The keys that results are verified with (RFC 7517 §5): of all replicas, from the database. */
@Path("/attestation/v1/jwks.json")
@Public
@Cancellable(false)
@Tag(name = "Attestation")
public class JwksResource {

    private final SigningKeyTable keys;

    JwksResource(SigningKeyTable keys) {
        this.keys = keys;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The keys that results are verified with")
    @APIResponseSchema(value = Jwks.class, responseCode = "200", responseDescription = "The keys of all replicas")
    public Uni<Response> jwks(@Context Request request) {
        return keys.current().map(current -> jwks(current).answer(request));
    }

    private static Jwks jwks(List<VerificationKey> keys) {
        return new Jwks(
                keys.stream().map(key -> Jwk.of(key.kid(), key.x(), key.y())).toList());
    }
}
