package dev.hallmark.gateway.server;

import dev.hallmark.gateway.limit.BodyReader;
import dev.hallmark.gateway.limit.RateLimit;
import dev.hallmark.gateway.refusal.Answers;
import dev.hallmark.gateway.refusal.Refusal;
import dev.hallmark.gateway.refusal.RefusedException;
import dev.hallmark.gateway.route.AbsoluteForm;
import dev.hallmark.gateway.route.RequestTarget;
import dev.hallmark.gateway.route.Route;
import dev.hallmark.gateway.route.Routes;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.httpproxy.ProxyRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where every request comes in. */
final class Entrance implements Handler<HttpServerRequest> {
    private final Connections connections;
    private final RateLimit rate;
    private final List<String> publicHosts;
    private final Routes routes;
    private final BodyReader bodies;
    private final Map<Route, Long> bodySizes;
    private final Destinations destinations;
    private final Answers answers;

    Entrance(
            Connections connections,
            RateLimit rate,
            List<String> publicHosts,
            Routes routes,
            BodyReader bodies,
            Map<Route, Long> bodySizes,
            Destinations destinations,
            Answers answers) {
        this.connections = connections;
        this.rate = rate;
        this.publicHosts = List.copyOf(publicHosts);
        this.routes = routes;
        this.bodies = bodies;
        this.bodySizes = Map.copyOf(bodySizes);
        this.destinations = destinations;
        this.answers = answers;
    }

    @Override
    public void handle(HttpServerRequest request) {
        connections
                .find(request.connection())
                .filter(client -> !client.condemned())
                .ifPresent(client -> handle(request, client));
    }

    private void handle(HttpServerRequest request, ClientConnection client) {
        client.idle().during(request.response());
        Future.succeededFuture()
                .compose(begin -> serve(request, client))
                .onFailure(failure -> refuse(request, client, failure));
    }

    /** What follows on the wire after a request that could not be read to its end is nobody's request. */
    private void refuse(HttpServerRequest request, ClientConnection client, Throwable failure) {
        if (failure instanceof RefusedException refused
                && refused.refusal().endsConnection()
                && request.version() != HttpVersion.HTTP_2) {
            client.condemn();
        }
        answers.refuse(request, failure);
    }

    private Future<Void> serve(HttpServerRequest request, ClientConnection client) {
        // 1. Who asks too often waits.
        rate.take(client.ip());
        // 2. What could be read in two ways is not read at all.
        StrictFraming.require(request);
        var target = target(request);
        // 3. What is not a route does not exist.
        var route = routes.find(target).orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
        requireMethod(route, request);
        // 4. Taken over while it is paused: Vert.x lets nobody have an HTTP/2 request that has been read.
        var outgoing = ProxyRequest.reverseProxy(request);
        // 5. The whole body comes in before the service hears of the request.
        return bodies.read(request, mostOctets(route, request))
                // 6. Only then is the connection vouched for, since what is signed lives for seconds.
                .compose(body -> destinations.send(route, target, outgoing, body, client));
    }

    /** HTTP/2 has no other form than this one (RFC 9113 §8.3.1). */
    private RequestTarget target(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return RequestTarget.parse(request.uri());
        }
        var form = new AbsoluteForm(request.isSSL() ? "https" : "http", publicHosts);
        var host = Optional.ofNullable(request.getHeader(HttpHeaders.HOST));
        return RequestTarget.parse(form.toOrigin(request.uri(), host));
    }

    private static void requireMethod(Route route, HttpServerRequest request) {
        if (!route.takes(request.method().name())) {
            throw new RefusedException(Refusal.METHOD_NOT_ALLOWED);
        }
    }

    private long mostOctets(Route route, HttpServerRequest request) {
        return switch (request.method().name()) {
            case "POST", "PUT" -> bodySizes.getOrDefault(route, 0L);
            default -> 0;
        };
    }
}
