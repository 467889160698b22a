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

    @GET
    @Requires(CERTIFICATES_READ)
    @Operation(summary = "List certificates, the latest first")
    public Uni<Page<CertificateView>> list(
            @QueryParam("device") DeviceId device,
            @QueryParam("state") CertificateState state,
            @QueryParam("limit") @DefaultValue(Cursor.DEFAULT_LIMIT) @Min(1) @Max(Cursor.MOST) int limit,
            @QueryParam("cursor") String cursor) {
        var filter = new CertificateStore.Filter(
                Optional.ofNullable(device),
                Optional.ofNullable(state),
                Cursor.read(cursor).map(CertificateResource::position).orElse(Long.MAX_VALUE));
        return certificates.list(caller.tenant(), filter, limit + 1).map(found -> Page.of(
                        found, limit, one -> String.valueOf(one.position()))
                .map(CertificateStore.Listed::certificate));
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

    private static Long position(String key) {
        try {
            return Long.valueOf(key);
        } catch (NumberFormatException e) {
            throw new CaException(
                    CaException.Code.MALFORMED_REQUEST, "cursor: the next of a page of this list is accepted", e);
        }
    }
}
