package dev.hallmark.ca.certificate;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.crl.CrlPublisher;
import dev.hallmark.ca.crl.RevocationReason;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.paging.Cursor;
import dev.hallmark.commons.paging.Page;
import dev.hallmark.commons.security.Caller;
import dev.hallmark.commons.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

    /** Why, by the name in RFC 5280 §5.3.1. */
    @Schema(name = "Revocation")
    public record Revoke(@NotNull String reason) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN, Roles.AUDITOR})
    @Operation(summary = "List certificates, the latest first")
    public Uni<Page<CertificateView>> list(
            @QueryParam("device") String device,
            @QueryParam("state") String state,
            @QueryParam("limit") @DefaultValue(Cursor.DEFAULT_LIMIT) @Min(1) @Max(Cursor.MOST) int limit,
            @QueryParam("cursor") String cursor) {
        var filter = new CertificateRepository.Filter(
                optional("device", device, DeviceId::parse),
                optional("state", state, CertificateResource::state),
                Cursor.read(cursor)
                        .map(key -> parse("cursor", key, Long::valueOf))
                        .orElse(Long.MAX_VALUE));
        return certificates.list(caller.tenant(), filter, limit + 1).map(found -> Page.of(
                        found, limit, one -> String.valueOf(one.position))
                .map(CertificateView::of));
    }

    @GET
    @Path("/{serial}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN, Roles.AUDITOR})
    @Operation(summary = "One certificate")
    public Uni<CertificateView> get(@PathParam("serial") String serial) {
        return certificates.get(caller.tenant(), serial(serial)).map(CertificateView::of);
    }

    /** The certificate is revoked when this returns; its CRL and event follow at once, if need be without the caller. */
    @POST
    @Path("/{serial}/revoke")
    @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
    @Operation(summary = "Revoke a certificate")
    public Uni<CertificateView> revoke(@PathParam("serial") String serial, @NotNull @Valid Revoke revoke) {
        return certificates
                .revoke(caller.tenant(), serial(serial), reason(revoke.reason()), caller.actor())
                .call(crls::tryToPublish)
                .map(CertificateView::of);
    }

    /** Not good until it is released by hand. */
    @POST
    @Path("/{serial}/hold")
    @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
    @Operation(summary = "Put a certificate on hold")
    public Uni<CertificateView> hold(@PathParam("serial") String serial) {
        return certificates
                .hold(caller.tenant(), serial(serial), caller.actor())
                .call(crls::tryToPublish)
                .map(CertificateView::of);
    }

    /** Good again, unless its device is suspended. */
    @POST
    @Path("/{serial}/release")
    @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
    @Operation(summary = "Release a certificate from hold")
    public Uni<CertificateView> release(@PathParam("serial") String serial) {
        return certificates
                .release(caller.tenant(), serial(serial), caller.actor())
                .call(crls::tryToPublish)
                .map(CertificateView::of);
    }

    private static RevocationReason reason(String name) {
        return RevocationReason.given(name)
                .orElseThrow(() -> new CaException(
                        CaException.Code.MALFORMED_REQUEST,
                        "reason is one of unspecified, keyCompromise, affiliationChanged, "
                                + "cessationOfOperation, privilegeWithdrawn"));
    }

    private static CertificateState state(String label) {
        return CertificateState.labelled(label)
                .orElseThrow(() -> new IllegalArgumentException("active, held or revoked"));
    }

    /** One that cannot be a serial number is nobody's. */
    private static SerialNumber serial(String text) {
        try {
            return SerialNumber.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CaException(CaException.Code.NOT_FOUND, "There is no such certificate.", e);
        }
    }

    private static <T> Optional<T> optional(String field, String text, Function<String, T> parser) {
        return Optional.ofNullable(text).filter(given -> !given.isEmpty()).map(given -> parse(field, given, parser));
    }

    private static <T> T parse(String field, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new CaException(CaException.Code.MALFORMED_REQUEST, field + ": " + e.getMessage(), e);
        }
    }
}
