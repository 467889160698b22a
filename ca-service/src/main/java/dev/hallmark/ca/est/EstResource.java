package dev.hallmark.ca.est;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.authority.Authorities;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Enrolment over Secure Transport (RFC 7030, 8951); the label is the tenant. */
@Path("/.well-known/est")
@DevicePlane
@Cancellable(false)
@Tag(name = "EST")
public class EstResource {

    private final Authorities authorities;
    private final EstOperations operations;

    EstResource(Authorities authorities, EstOperations operations) {
        this.authorities = authorities;
        this.operations = operations;
    }

    @GET
    @Path("/{label}/cacerts")
    @Operation(summary = "The authorities of a tenant")
    public Response cacerts(@PathParam("label") String label) {
        return operations.cacerts(tenant(label));
    }

    @GET
    @Path("/{label}/csrattrs")
    @Operation(summary = "What a request for a certificate should hold")
    public Response csrattrs(@PathParam("label") String label) {
        requireKnown(label);
        return operations.csrattrs();
    }

    @POST
    @Path("/{label}/simpleenroll")
    @Consumes("application/pkcs10")
    @Operation(summary = "Enrol with an attestation result")
    public Uni<Response> simpleenroll(
            @PathParam("label") String label,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            byte[] body) {
        return operations.enrol(Optional.of(tenant(label)), authorization, body);
    }

    /** By mutual TLS. */
    @POST
    @Path("/{label}/simplereenroll")
    @Consumes("application/pkcs10")
    @Operation(summary = "Enrol again by mutual TLS")
    public Uni<Response> simplereenroll(@PathParam("label") String label, byte[] body) {
        return operations.reenrol(Optional.of(tenant(label)), body);
    }

    @POST
    @Path("/{label}/serverkeygen")
    @Operation(summary = "Not offered: keys are born on the device")
    @APIResponse(responseCode = "501", description = "Not offered")
    public Response serverkeygen(@PathParam("label") String label) {
        requireKnown(label);
        return operations.serverkeygen();
    }

    @POST
    @Path("/{label}/fullcmc")
    @Operation(summary = "Not offered")
    @APIResponse(responseCode = "501", description = "Not offered")
    public Response fullcmc(@PathParam("label") String label) {
        requireKnown(label);
        return operations.fullcmc();
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
}
