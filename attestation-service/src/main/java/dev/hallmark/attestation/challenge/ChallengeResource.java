package dev.hallmark.attestation.challenge;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallmark.attestation.AttestationException;
import dev.hallmark.attestation.AttestationException.Code;
import dev.hallmark.commons.connection.DeviceConnection;
import dev.hallmark.commons.connection.DevicePlane;
import dev.hallmark.commons.identity.InvalidPublicKeyException;
import dev.hallmark.commons.identity.SubjectPublicKey;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Where a device asks for a challenge. */
@Path("/attestation/v1/challenges")
@DevicePlane
@Cancellable(false)
@Tag(name = "Attestation")
public class ChallengeResource {

    /**
     * What a device asks with.
     *
     * @param publicKey base64 or PEM of the identity key's DER SubjectPublicKeyInfo
     */
    @Schema(name = "ChallengeRequest")
    public record Request(@NotNull String publicKey, @NotNull Purpose purpose) {}

    /**
     * What it gets.
     *
     * @param encapsulation base64url, and only for a key that cannot sign: what it has to open
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Challenge")
    public record View(
            String challengeId,
            String nonce,
            String audience,
            String profile,
            String binding,
            List<String> algorithms,
            String encapsulation,
            Instant expiresAt) {}

    private final ChallengeService challenges;
    private final ChallengeLimits limits;
    private final DeviceConnection connection;

    ChallengeResource(ChallengeService challenges, ChallengeLimits limits, DeviceConnection connection) {
        this.challenges = challenges;
        this.limits = limits;
        this.connection = connection;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Ask for a challenge")
    @APIResponseSchema(
            value = View.class,
            responseCode = "201",
            responseDescription = "A challenge, to be answered on this connection")
    public Uni<RestResponse<View>> ask(@NotNull @Valid Request request) {
        return issue(request).map(view -> created(view, MediaType.APPLICATION_JSON));
    }

    /** For devices that read CBOR only; without an Accept header the answer is JSON. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(CborView.MEDIA_TYPE + ";qs=0.5")
    @Operation(summary = "Ask for a challenge")
    @APIResponseSchema(
            value = View.class,
            responseCode = "201",
            responseDescription = "A challenge, to be answered on this connection")
    public Uni<RestResponse<byte[]>> askForCbor(@NotNull @Valid Request request) {
        return issue(request).map(CborView::of).map(body -> created(body, CborView.MEDIA_TYPE));
    }

    private Uni<View> issue(Request request) {
        limits.count(connection.ip());
        var key = key(request.publicKey());
        limits.count(connection.ip(), key.deviceId());
        var binding = connection.bound() ? "tls-exporter" : "none";
        return challenges
                .issue(key, request.purpose(), TlsConnection.of(connection))
                .map(challenge -> view(challenge, binding));
    }

    private View view(Challenge challenge, String binding) {
        return new View(
                challenge.id().text(),
                base64url(challenge.nonce()),
                challenges.audience(),
                ChallengeService.PROFILE,
                binding,
                List.of(challenge.algorithm().jose()),
                challenge.encapsulation().map(ChallengeResource::base64url).orElse(null),
                challenge.expiresAt());
    }

    private static String base64url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    private static <T> RestResponse<T> created(T body, String mediaType) {
        return ResponseBuilder.create(RestResponse.Status.CREATED, body)
                .header(HttpHeaders.CONTENT_TYPE, mediaType)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static SubjectPublicKey key(String text) {
        try {
            return SubjectPublicKey.parse(text);
        } catch (InvalidPublicKeyException e) {
            throw new AttestationException(Code.INVALID_REQUEST, "publicKey: " + e.getMessage());
        }
    }
}
