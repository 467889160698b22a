package dev.hallmark.attestation.evidence;

import dev.hallmark.attestation.challenge.TlsConnection;
import dev.hallmark.attestation.evidence.EvidenceService.Attested;
import dev.hallmark.commons.connection.DeviceConnection;
import dev.hallmark.commons.connection.DevicePlane;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Where a device answers a challenge. */
@Path("/attestation/v1/challenges/{challengeId}/evidence")
@DevicePlane
@Cancellable(false)
@Tag(name = "Attestation")
public class EvidenceResource {

    /** What a device gets. */
    @Schema(name = "AttestationResult")
    public record View(
            DeviceId deviceId, String token, String tokenType, Instant expiresAt, String commonName, Est est) {

        static View of(Attested attested) {
            var device = attested.evidence().device();
            return new View(
                    device.id(),
                    attested.token().text(),
                    "Bearer",
                    attested.token().expiresAt(),
                    device.id().commonName(),
                    Est.of(device.tenant()));
        }
    }

    /** Where it asks for its certificate (RFC 7030 §3.2.2). */
    public record Est(String label, String path) {

        static Est of(TenantId tenant) {
            return new Est(tenant.name(), "/.well-known/est/" + tenant.name());
        }
    }

    private final EvidenceService evidence;
    private final DeviceConnection connection;

    EvidenceResource(EvidenceService evidence, DeviceConnection connection) {
        this.evidence = evidence;
        this.connection = connection;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Answer a challenge with evidence")
    public Uni<RestResponse<View>> answer(
            @PathParam("challengeId") String challengeId,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] body) {
        var here = TlsConnection.of(connection);
        return evidence.attest(challengeId, mediaType(contentType), body, here)
                .map(attested -> ResponseBuilder.ok(View.of(attested))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    /** Without parameters (RFC 9110 §8.3.1). */
    private static String mediaType(String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
