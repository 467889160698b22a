package dev.hallmark.ca.est;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.authority.Authorities;
import dev.hallmark.ca.authority.Authority;
import dev.hallmark.commons.connection.DeviceConnection;
import dev.hallmark.commons.connection.DevicePlane;
import dev.hallmark.commons.identity.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Enrolment over Secure Transport (RFC 7030, 8951); the label is the tenant. */
@Path("/.well-known/est/{label}")
@DevicePlane
@Cancellable(false)
@Tag(name = "EST")
public class EstResource {

    private static final String CERTIFICATES = "application/pkcs7-mime";
    private static final String CERTIFICATES_ONLY = "application/pkcs7-mime; smime-type=certs-only";

    private final Authorities authorities;
    private final EnrolmentService enrolments;
    private final DeviceConnection connection;

    EstResource(Authorities authorities, EnrolmentService enrolments, DeviceConnection connection) {
        this.authorities = authorities;
        this.enrolments = enrolments;
        this.connection = connection;
    }

    /** All authorities of the tenant, so that a client builds the chain whichever one issued for it. */
    @GET
    @Path("/cacerts")
    @Operation(summary = "The authorities of a tenant")
    public Response cacerts(@PathParam("label") String label) {
        var tenant = tenant(label);
        var chain = authorities.all().stream()
                .filter(authority -> authority.tenant().equals(tenant))
                .map(Authority::certificate)
                .toList();
        return Response.ok(EstEncoding.certificates(chain), CERTIFICATES).build();
    }

    @GET
    @Path("/csrattrs")
    @Operation(summary = "What a request for a certificate should hold")
    public Response csrattrs(@PathParam("label") String label) {
        requireKnown(label);
        return Response.ok(RequestedAttributes.BODY, "application/csrattrs").build();
    }

    @POST
    @Path("/simpleenroll")
    @Consumes("application/pkcs10")
    @Operation(summary = "Enrol with an attestation result")
    public Uni<Response> simpleenroll(
            @PathParam("label") String label,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            byte[] body) {
        return enrolments.enrol(tenant(label), authorization, body).map(EstResource::issued);
    }

    /** By mutual TLS. */
    @POST
    @Path("/simplereenroll")
    @Consumes("application/pkcs10")
    @Operation(summary = "Enrol again by mutual TLS")
    public Uni<Response> simplereenroll(@PathParam("label") String label, byte[] body) {
        return enrolments
                .reenrol(tenant(label), connection.clientCertificate(), body)
                .map(EstResource::issued);
    }

    @POST
    @Path("/serverkeygen")
    @Operation(summary = "Not offered: keys are born on the device")
    @APIResponse(responseCode = "501", description = "Not offered")
    public Response serverkeygen() {
        throw notOffered("Keys are born on the device.");
    }

    @POST
    @Path("/fullcmc")
    @Operation(summary = "Not offered")
    @APIResponse(responseCode = "501", description = "Not offered")
    public Response fullcmc() {
        throw notOffered("Full CMC is not offered.");
    }

    private static Response issued(String certificates) {
        return Response.ok(certificates, CERTIFICATES_ONLY).build();
    }

    private TenantId tenant(String label) {
        requireKnown(label);
        return TenantId.of(label);
    }

    private void requireKnown(String label) {
        if (!authorities.serves(label)) {
            throw new CaException(CaException.Code.NOT_FOUND, "There is no EST service of this label.");
        }
    }

    private static CaException notOffered(String detail) {
        return new CaException(CaException.Code.NOT_OFFERED, detail);
    }
}
