package dev.hallmark.gateway.server;

import dev.hallmark.commons.connection.ConnectionSecret;
import dev.hallmark.commons.connection.ConnectionSigner;
import dev.hallmark.gateway.identity.AddressRange;
import dev.hallmark.gateway.identity.ClientCertificateValidator;
import dev.hallmark.gateway.limit.BodyReader;
import dev.hallmark.gateway.limit.ConnectionLimit;
import dev.hallmark.gateway.limit.RateLimit;
import dev.hallmark.gateway.refusal.ProblemWriter;
import dev.hallmark.gateway.route.Route;
import dev.hallmark.gateway.route.Routes;
import dev.hallmark.gateway.server.Destinations.Destination;
import dev.hallmark.gateway.upstream.Upstream;
import io.opentelemetry.api.trace.Tracer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Builds what each event loop needs from the settings; limits are shared by all event loops. */
@ApplicationScoped
class GatewayParts {
    private final GatewaySettings settings;
    private final ClientCertificateValidator validator;
    private final ProblemWriter problems;
    private final Clock clock;
    private final Tracer tracer;
    private final RateLimit rate;
    private final ConnectionLimit connections;

    GatewayParts(
            GatewaySettings settings,
            ClientCertificateValidator validator,
            ProblemWriter problems,
            Clock clock,
            Tracer tracer) {
        this.settings = settings;
        this.validator = validator;
        this.problems = problems;
        this.clock = clock;
        this.tracer = tracer;
        var limits = settings.limits();
        this.rate = new RateLimit(limits.requestsPerSecond(), limits.burst(), System::nanoTime);
        this.connections = new ConnectionLimit(limits.connections(), limits.connectionsPerAddress());
    }

    /** The connections of one event loop on the devices' port. */
    Connections deviceConnections(Vertx vertx) {
        return new Connections(
                vertx,
                connections,
                settings.limits().idle(),
                settings.proxyProtocol().addresses().map(GatewayParts::ranges),
                tracer);
    }

    Connections publicConnections(Vertx vertx) {
        return new Connections(vertx, connections, settings.limits().idle(), Optional.empty(), tracer);
    }

    /** All routes; requests are forwarded with a connection header. */
    RequestHandler deviceHandler(Vertx vertx, Connections open) {
        return handler(vertx, open, configuredRoutes(), Optional.of(factsSource()));
    }

    /** The public PKI and nothing else. */
    RequestHandler publicHandler(Vertx vertx, Connections open) {
        var routes = configuredRoutes();
        routes.retainAll(Set.of(Route.PKI));
        return handler(vertx, open, routes, Optional.empty());
    }

    private RequestHandler handler(
            Vertx vertx, Connections open, Set<Route> routes, Optional<ConnectionFactsSource> factsSource) {
        return new RequestHandler(
                open,
                rate,
                settings.publicHosts().orElse(List.of()),
                new Routes(routes),
                new BodyReader(settings.limits().body()),
                bodySizes(),
                new Destinations(destinations(vertx), factsSource),
                problems);
    }

    private Set<Route> configuredRoutes() {
        return Arrays.stream(Route.values())
                .filter(route -> settings.services().containsKey(route.service()))
                .collect(Collectors.toSet());
    }

    private Map<Route, Long> bodySizes() {
        var sizes = settings.limits().bodySize();
        return Map.of(
                Route.ATTESTATION, sizes.attestation().asLongValue(),
                Route.EST, sizes.est().asLongValue(),
                Route.PKI, sizes.pki().asLongValue(),
                Route.UPDATES, sizes.updates().asLongValue());
    }

    private Map<String, Destination> destinations(Vertx vertx) {
        return settings.services().keySet().stream()
                .collect(Collectors.toMap(Function.identity(), name -> destination(vertx, name)));
    }

    private Destination destination(Vertx vertx, String name) {
        var service = settings.services().get(name);
        var timeout = settings.upstream().timeout();
        return new Destination(
                new Upstream(client(vertx), service.url(), timeout),
                new ConnectionSigner(name + "-service", secret(name, service), clock));
    }

    private static ConnectionSecret secret(String name, GatewaySettings.Service service) {
        try {
            return ConnectionSecret.parse(service.secret());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("hallmark.gateway.services." + name + ".secret: " + e.getMessage(), e);
        }
    }

    private HttpClient client(Vertx vertx) {
        var upstream = settings.upstream();
        return vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(upstream.connections())
                .setMaxWaitQueueSize(upstream.waiting())
                .setConnectTimeout((int) upstream.connectTimeout().toMillis())
                .setDecompressionSupported(false)
                // ConnectionTrace writes the header.
                .setTracingPolicy(TracingPolicy.IGNORE));
    }

    private ConnectionFactsSource factsSource() {
        return switch (settings.binding()) {
            case TLS_EXPORTER -> ConnectionFactsSource.ofTls(validator);
            case NONE ->
                ConnectionFactsSource.ofProxies(
                        validator,
                        ranges(settings.clientCertificate().proxies().orElse(List.of())),
                        settings.clientCertificate().header());
        };
    }

    private static List<AddressRange> ranges(List<String> texts) {
        return texts.stream().map(AddressRange::parse).toList();
    }
}
