package dev.hallmark.attestation.result;

import dev.hallmark.commons.access.Public;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
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

    /** A set of keys. */
    public record Jwks(List<Jwk> keys) {}

    /** One of them. */
    public record Jwk(String kty, String crv, String use, String alg, String kid, String x, String y) {

        static Jwk of(VerificationKey key) {
            return new Jwk("EC", "P-256", "sig", "ES256", key.kid(), key.x(), key.y());
        }
    }

    private final SigningKeyTable keys;

    JwksResource(SigningKeyTable keys) {
        this.keys = keys;
    }

    /** Caches ask every time, which costs them a 304: a key that is new must be seen at once. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The keys that results are verified with")
    @APIResponseSchema(value = Jwks.class, responseCode = "200", responseDescription = "The keys of all replicas")
    public Uni<Response> jwks(@Context Request request) {
        return keys.current().map(current -> {
            var tag = tag(current);
            var unchanged = request.evaluatePreconditions(tag);
            var response = unchanged != null
                    ? unchanged
                    : Response.ok(new Jwks(current.stream().map(Jwk::of).toList()));
            return response.tag(tag)
                    .header(HttpHeaders.CACHE_CONTROL, "public, no-cache")
                    .build();
        });
    }

    /** A kid says all of its key, so the kids say all of the set. */
    private static EntityTag tag(List<VerificationKey> keys) {
        var kids = keys.stream().map(VerificationKey::kid).collect(Collectors.joining(" "));
        return new EntityTag(
                UUID.nameUUIDFromBytes(kids.getBytes(StandardCharsets.US_ASCII)).toString());
    }
}
