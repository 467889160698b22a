package dev.hallmark.gateway.server;

import dev.hallmark.gateway.limit.BodyReader;
import dev.hallmark.gateway.limit.RateLimit;
import dev.hallmark.gateway.refusal.ProblemWriter;
import dev.hallmark.gateway.refusal.Refusal;
import dev.hallmark.gateway.refusal.RefusedException;
import dev.hallmark.gateway.route.AbsoluteForm;
import dev.hallmark.gateway.route.RequestTarget;
import dev.hallmark.gateway.route.Route;
import dev.hallmark.gateway.route.Routes;
import dev.hallmark.gateway.trace.ConnectionTrace;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.httpproxy.ProxyRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Handles every request, step by step. */
final class RequestHandler implements Handler<HttpServerRequest> {
    private final Connections connections;
    private final RateLimit rate;
    private final List<String> publicHosts;
    private final Routes routes;
    private final BodyReader bodies;
    private final Map<Route, Long> bodySizes;
    private final Destinations destinations;
    private final ProblemWriter problems;

    RequestHandler(
            Connections connections,
            RateLimit rate,
            List<String> publicHosts,
            Routes routes,
            BodyReader bodies,
            Map<Route, Long> bodySizes,
            Destinations destinations,
            ProblemWriter problems) {
        this.connections = connections;
        this.rate = rate;
        this.publicHosts = List.copyOf(publicHosts);
        this.routes = routes;
        this.bodies = bodies;
        this.bodySizes = Map.copyOf(bodySizes);
        this.destinations = destinations;
        this.problems = problems;
    }

    @Override
    public void handle(HttpServerRequest request) {
        connections
                .find(request.connection())
                .filter(client -> !client.closing())
                .ifPresent(client -> handle(request, client));
    }

    private void handle(HttpServerRequest request, ClientConnection client) {
        var span = client.trace().begin(request);
        client.idle().began();
        request.response().endHandler(done -> {
            client.idle().finished();
            client.trace().end(span, request.response());
        });
        Future.succeededFuture()
                .compose(begin -> serve(request, client, span))
                .onFailure(failure -> refuse(request, client, failure));
    }

    /** What follows a request that was not read to its end must not be treated as another request. */
    private void refuse(HttpServerRequest request, ClientConnection client, Throwable failure) {
        if (failure instanceof RefusedException refused
                && refused.refusal().endsConnection()
                && request.version() != HttpVersion.HTTP_2) {
            client.markClosing();
        }
        problems.refuse(request, failure);
    }

    private Future<Void> serve(HttpServerRequest request, ClientConnection client, Span span) {
        // 1. Limit the rate per address.
        rate.take(client.ip());
        // 2. Refuse requests that could be read in two ways.
        StrictFraming.require(request);
        var target = target(request);
        // 3. Find the route; without one the path is not found.
        var route = routes.find(target).orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
        requireMethod(route, request);
        // 4. Create the proxy request while it is paused: Vert.x forbids it once an HTTP/2 request has been read.
        var outgoing = ProxyRequest.reverseProxy(request);
        ConnectionTrace.propagate(span, outgoing.headers());
        // 5. Read the whole body before the request is forwarded.
        return bodies.read(request, mostOctets(route, request))
                // 6. Sign the connection header last, since it is valid for seconds only.
                .compose(body -> destinations.send(route, target, outgoing, body, client));
    }

    /** HTTP/2 has origin form only (RFC 9113 §8.3.1). */
    private RequestTarget target(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return RequestTarget.parse(request.uri());
        }
        var form = new AbsoluteForm(request.isSSL() ? "https" : "http", publicHosts);
        var host = Optional.ofNullable(request.getHeader(HttpHeaders.HOST));
        return RequestTarget.parse(form.toOrigin(request.uri(), host));
    }

    private static void requireMethod(Route route, HttpServerRequest request) {
        if (!route.accepts(request.method().name())) {
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
