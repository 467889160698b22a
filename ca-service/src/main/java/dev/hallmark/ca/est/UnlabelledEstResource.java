package dev.hallmark.ca.est;

import dev.hallmark.commons.connection.DeviceConnection;
import dev.hallmark.commons.connection.DevicePlane;
import dev.hallmark.commons.identity.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** EST for clients that know a host and no label (RFC 7030 §3.2.2): the tenant is that of their token or certificate. */
@Path("/.well-known/est")
@DevicePlane
@Cancellable(false)
@Tag(name = "EST")
public class UnlabelledEstResource {

    private final UnlabelledTenant tenants;
    private final EstOperations operations;
    private final DeviceConnection connection;

    UnlabelledEstResource(UnlabelledTenant tenants, EstOperations operations, DeviceConnection connection) {
        this.tenants = tenants;
        this.operations = operations;
        this.connection = connection;
    }

    @GET
    @Path("/cacerts")
    @Operation(summary = "The authorities of the caller's tenant, or of the default one")
    public Uni<Response> cacerts(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return tenant(authorization).map(operations::cacerts);
    }

    @GET
    @Path("/csrattrs")
    @Operation(summary = "What a request for a certificate should hold")
    public Uni<Response> csrattrs(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return tenant(authorization).map(tenant -> operations.csrattrs());
    }

    @POST
    @Path("/simpleenroll")
    @Consumes("application/pkcs10")
    @Operation(summary = "Enrol with an attestation result")
    public Uni<Response> simpleenroll(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, byte[] body) {
        return operations.enrol(Optional.empty(), authorization, body);
    }

    /** By mutual TLS. */
    @POST
    @Path("/simplereenroll")
    @Consumes("application/pkcs10")
    @Operation(summary = "Enrol again by mutual TLS")
    public Uni<Response> simplereenroll(byte[] body) {
        return operations.reenrol(Optional.empty(), body);
    }

    @POST
    @Path("/serverkeygen")
    @Operation(summary = "Not offered: keys are born on the device")
    @APIResponse(responseCode = "501", description = "Not offered")
    public Response serverkeygen() {
        return operations.serverkeygen();
    }

    @POST
    @Path("/fullcmc")
    @Operation(summary = "Not offered")
    @APIResponse(responseCode = "501", description = "Not offered")
    public Response fullcmc() {
        return operations.fullcmc();
    }

    private Uni<TenantId> tenant(String authorization) {
        return tenants.of(Optional.ofNullable(authorization), connection.clientCertificate());
    }
}
