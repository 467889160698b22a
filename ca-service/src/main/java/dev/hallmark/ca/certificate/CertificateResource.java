package dev.hallmark.ca.certificate;

import static dev.hallmark.operator.access.Permission.CERTIFICATES_CHANGE;
import static dev.hallmark.operator.access.Permission.CERTIFICATES_READ;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.crl.CrlPublisher;
import dev.hallmark.ca.state.CertificateState;
import dev.hallmark.ca.state.RevocationReason;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.validation.PlainText;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.operator.paging.Cursor;
import dev.hallmark.operator.paging.Page;
import dev.hallmark.operator.parameter.OptionalBody;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Certificates, for operators. */
@Path("/api/ca/v1/certificates")
@Produces(MediaType.APPLICATION_JSON)
@Cancellable(false)
@Tag(name = "Certificates")
public class CertificateResource {

    private final CertificateService certificates;
    private final CrlPublisher crls;
    private final Caller caller;

    CertificateResource(CertificateService certificates, CrlPublisher crls, Caller caller) {
        this.certificates = certificates;
        this.crls = crls;
        this.caller = caller;
    }

    /** The reason, by its name in RFC 5280 §5.3.1. */
    @Schema(name = "Revocation")
    public record Revoke(@NotNull String reason) {}

    /**
     * The reason, for the audit trail.
     *
     * @param reason at most 500 characters; may be absent
     */
    @Schema(name = "Reason")
    public record Reason(@Size(max = 500) @PlainText String reason) {

        private static Optional<String> of(Reason body) {
            return Optional.ofNullable(body).map(Reason::reason).filter(text -> !text.isBlank());
        }
    }

    /** With a time of expiry those that are neither held nor revoked, the soonest first. */
    @GET
    @Requires(CERTIFICATES_READ)
    @Operation(summary = "List certificates, the latest first; with a time of expiry, the soonest to expire")
    public Uni<Page<CertificateView>> list(
            @QueryParam("q") String q,
            @QueryParam("device") DeviceId device,
            @QueryParam("state") CertificateState state,
            @QueryParam("authority") @PlainText String authority,
            @QueryParam("expiresFrom") Instant expiresFrom,
            @QueryParam("expiresBefore") Instant expiresBefore,
            @QueryParam("limit") @DefaultValue(Cursor.DEFAULT_LIMIT) @Min(1) @Max(Cursor.MOST) int limit,
            @QueryParam("cursor") String cursor) {
        var filter = new CertificateFilter(
                given(q).map(CertificateResource::beginning),
                Optional.ofNullable(device),
                Optional.ofNullable(state),
                given(authority),
                Optional.ofNullable(expiresFrom),
                Optional.ofNullable(expiresBefore));
        requireSound(filter);
        var start = Cursor.read(cursor).map(key -> start(key, filter));
        return certificates
                .list(caller.tenant(), filter, start, limit + 1)
                .map(found -> Page.of(found, limit, one -> key(one, filter)).map(CertificateStore.Listed::certificate));
    }

    @GET
    @Path("/expiries")
    @Requires(CERTIFICATES_READ)
    @Operation(summary = "Count the certificates that expire in this month and in each of the next twelve")
    public Uni<Expiries> expiries() {
        return certificates.expiries(caller.tenant());
    }

    @GET
    @Path("/{serial}")
    @Requires(CERTIFICATES_READ)
    @Operation(summary = "One certificate")
    public Uni<CertificateView> get(@PathParam("serial") SerialNumber serial) {
        return certificates.get(caller.tenant(), serial);
    }

    /** The certificate is revoked when this returns; its CRL and event follow at once, also when publishing fails at first. */
    @POST
    @Path("/{serial}/revoke")
    @Requires(CERTIFICATES_CHANGE)
    @Operation(summary = "Revoke a certificate")
    public Uni<CertificateView> revoke(@PathParam("serial") SerialNumber serial, @NotNull @Valid Revoke revoke) {
        return certificates
                .revoke(caller.tenant(), serial, reason(revoke.reason()), caller.actor())
                .call(crls::tryToPublish);
    }

    /** Not good until an operator releases it. */
    @POST
    @Path("/{serial}/hold")
    @OptionalBody
    @Requires(CERTIFICATES_CHANGE)
    @Operation(summary = "Put a certificate on hold")
    public Uni<CertificateView> hold(
            @PathParam("serial") SerialNumber serial, @RequestBody(required = false) @Valid Reason reason) {
        return certificates
                .hold(caller.tenant(), serial, Reason.of(reason), caller.actor())
                .call(crls::tryToPublish);
    }

    /** Good again, unless its device is suspended. */
    @POST
    @Path("/{serial}/release")
    @OptionalBody
    @Requires(CERTIFICATES_CHANGE)
    @Operation(summary = "Release a certificate from hold")
    public Uni<CertificateView> release(
            @PathParam("serial") SerialNumber serial, @RequestBody(required = false) @Valid Reason reason) {
        return certificates
                .release(caller.tenant(), serial, Reason.of(reason), caller.actor())
                .call(crls::tryToPublish);
    }

    private static RevocationReason reason(String name) {
        return RevocationReason.given(name)
                .orElseThrow(() -> new CaException(
                        CaException.Code.MALFORMED_REQUEST,
                        "reason is one of unspecified, keyCompromise, affiliationChanged, "
                                + "cessationOfOperation, privilegeWithdrawn"));
    }

    private static Optional<String> given(String parameter) {
        return Optional.ofNullable(parameter).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Beginning beginning(String q) {
        try {
            return Beginning.parse(q);
        } catch (IllegalArgumentException e) {
            throw new CaException(CaException.Code.MALFORMED_REQUEST, "q: " + e.getMessage(), e);
        }
    }

    private static void requireSound(CertificateFilter filter) {
        if (filter.isByExpiry() && filter.state().orElse(CertificateState.ACTIVE) != CertificateState.ACTIVE) {
            throw new CaException(
                    CaException.Code.MALFORMED_REQUEST,
                    "state: with expiresFrom or expiresBefore active is accepted, or none");
        }
    }

    private static String key(CertificateStore.Listed last, CertificateFilter filter) {
        var position = String.valueOf(last.position());
        return filter.isByExpiry() ? position + "," + last.certificate().notAfter() : position;
    }

    private static CertificateStore.Start start(String key, CertificateFilter filter) {
        var parts = key.split(",", -1);
        try {
            if (parts.length != (filter.isByExpiry() ? 2 : 1)) {
                throw new IllegalArgumentException("the cursor of a list in another order");
            }
            return new CertificateStore.Start(
                    filter.isByExpiry() ? Optional.of(Instant.parse(parts[1])) : Optional.empty(),
                    Long.parseLong(parts[0]));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new CaException(
                    CaException.Code.MALFORMED_REQUEST, "cursor: the next of a page of this list is accepted", e);
        }
    }
}
