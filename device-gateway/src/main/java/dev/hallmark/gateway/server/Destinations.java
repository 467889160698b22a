package dev.hallmark.gateway.server;

import dev.hallmark.commons.connection.ConnectionSigner;
import dev.hallmark.gateway.route.RequestTarget;
import dev.hallmark.gateway.route.Route;
import dev.hallmark.gateway.upstream.Upstream;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.httpproxy.ProxyRequest;
import java.util.Map;
import java.util.Optional;

/** The services behind the gateway, each with the signer of its connection header. */
final class Destinations {
    private final Map<String, Destination> byService;
    private final Optional<ConnectionFactsSource> factsSource;

    /** A service and the signer that shares its secret. */
    record Destination(Upstream upstream, ConnectionSigner signer) {}

    /** @param factsSource empty on the public port, where requests are forwarded without a connection header */
    Destinations(Map<String, Destination> byService, Optional<ConnectionFactsSource> factsSource) {
        this.byService = Map.copyOf(byService);
        this.factsSource = factsSource;
    }

    Future<Void> send(Route route, RequestTarget target, ProxyRequest outgoing, Buffer body, ClientConnection client) {
        var destination = byService.get(route.service());
        var request = outgoing.proxiedRequest();
        var token = factsSource
                .map(known -> known.facts(request, client))
                .map(facts -> destination.signer.sign(request.method().name(), target.uri(), facts));
        outgoing.setURI(target.uri());
        return destination.upstream.forward(outgoing, body, token);
    }
}
