package dev.hallmark.policy.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallmark.commons.connection.DeviceConnection;
import dev.hallmark.commons.connection.DevicePlane;
import dev.hallmark.policy.connection.ConnectionService.Connection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Where devices get their connection details. */
@Cancellable(false)
@DevicePlane
@Path("/connection/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Connection details")
public class ConnectionResource {

    private final DeviceIdentities identities;
    private final ConnectionService connections;
    private final DeviceConnection connection;
    private final WaitingConfiguration configuration;

    ConnectionResource(
            DeviceIdentities identities,
            ConnectionService connections,
            DeviceConnection connection,
            WaitingConfiguration configuration) {
        this.identities = identities;
        this.connections = connections;
        this.connection = connection;
        this.configuration = configuration;
    }

    /** Nulls are written too: devices may count on every member being there. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ConnectionView(
            String target,
            String protocol,
            String host,
            int port,
            String clientId,
            String username,
            String caCertificates,
            List<String> publish,
            List<String> subscribe,
            Instant renewAfter) {

        static ConnectionView of(Connection connection) {
            var details = connection.details();
            return new ConnectionView(
                    details.target(),
                    details.protocol(),
                    details.host(),
                    details.port(),
                    details.clientId(),
                    details.username(),
                    details.caCertificates(),
                    details.publish(),
                    details.subscribe(),
                    connection.renewAfter());
        }
    }

    record StateView(String state) {
        static final StateView PROVISIONING = new StateView("provisioning");
    }

    @GET
    @Operation(summary = "Where a device connects; waits for it")
    @APIResponse(
            responseCode = "202",
            description = "Not carried out yet: come again after Retry-After",
            content = @Content(schema = @Schema(implementation = StateView.class)))
    @APIResponseSchema(value = ConnectionView.class, responseCode = "200", responseDescription = "Where to connect")
    public Uni<Response> connect(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @HeaderParam("Prefer") List<String> prefer) {
        return identities
                .identify(authorization, connection.clientCertificate())
                .chain(who -> connections.connect(who, patience(prefer)))
                .map(found -> found.map(ConnectionResource::ready).orElseGet(this::provisioning));
    }

    private Duration patience(List<String> prefer) {
        var longest = configuration.longest();
        return Prefer.waiting(prefer)
                .filter(asked -> asked.compareTo(longest) < 0)
                .orElse(longest);
    }

    private static Response ready(Connection connection) {
        return Response.ok(ConnectionView.of(connection)).build();
    }

    private Response provisioning() {
        return Response.accepted(StateView.PROVISIONING)
                .header(HttpHeaders.RETRY_AFTER, configuration.retryAfter().toSeconds())
                .build();
    }
}
