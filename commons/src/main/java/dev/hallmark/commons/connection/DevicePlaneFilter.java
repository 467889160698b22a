package dev.hallmark.commons.connection;

import dev.hallmark.commons.problem.Problem;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** Accepts only requests that carry the gateway's signed header. */
@Provider
@DevicePlane
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION - 100)
class DevicePlaneFilter implements ContainerRequestFilter {
    private static final Logger LOG = Logger.getLogger(DevicePlaneFilter.class);
    private static final String HEADER = "Hallmark-Connection";

    private final ConnectionVerifier verifier;
    private final DeviceConnection connection;
    private final CurrentVertxRequest current;

    DevicePlaneFilter(
            ConnectionSettings settings, Clock clock, DeviceConnection connection, CurrentVertxRequest current) {
        this.verifier = verifier(settings, clock);
        this.connection = connection;
        this.current = current;
    }

    /** Makes a wrong setting fail the start rather than every request. */
    void start(@Observes StartupEvent event) {
        LOG.debugf("device plane filter started");
    }

    @Override
    public void filter(ContainerRequestContext context) {
        var request = current.getCurrent().request();
        try {
            // The raw request line, since the gateway signs the path as forwarded, undecoded.
            connection.accept(verifier.verify(
                    request.headers().getAll(HEADER), request.method().name(), request.uri()));
        } catch (InvalidConnectionException e) {
            LOG.debugf("device request refused: %s", e.getMessage());
            context.abortWith(unauthorized());
        }
    }

    private static Response unauthorized() {
        return Problem.of(
                        Response.Status.UNAUTHORIZED.getStatusCode(),
                        "connection-required",
                        "Devices reach this service through the device gateway only.")
                .toResponseBuilder()
                .header(HttpHeaders.WWW_AUTHENTICATE, HEADER)
                .build();
    }

    private static ConnectionVerifier verifier(ConnectionSettings settings, Clock clock) {
        if (settings.audience().isEmpty() && settings.secrets().isEmpty()) {
            return new ConnectionVerifier("", List.of(), clock);
        }
        var audience = settings.audience().orElseThrow(() -> missing("audience"));
        var secrets = settings.secrets().orElseThrow(() -> missing("secrets"));
        return new ConnectionVerifier(
                audience, secrets.stream().map(ConnectionSecret::parse).toList(), clock);
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException("hallmark.connection." + name + " is not set");
    }
}
