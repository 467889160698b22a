package dev.hallmark.console.forward;

import dev.hallmark.commons.problem.LargeBodies;
import dev.hallmark.commons.problem.Problem;
import dev.hallmark.console.api.ServiceSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/**
 * Passes {@code /api/<service>/...} on to each service, so that programs need one address. A service sees the caller's
 * bearer token and never a cookie: a page of another site cannot use the APIs with somebody's session.
 */
@ApplicationScoped
class Forwarding {

    private static final Logger LOG = Logger.getLogger(Forwarding.class);
    private static final String PATH = "/api/";
    private static final int BEFORE_BODIES_ARE_READ = -1000;
    private static final int CONNECTIONS = 200;
    private static final int WAITING = 1000;

    /** How long a request waits for a connection. */
    private static final Duration CONNECTED = Duration.ofSeconds(5);

    /** A service reads an upload to its end before it answers. */
    private static final Duration IDLE = Duration.ofHours(1);

    private static final String RETRY_AFTER_SECONDS = "2";

    private final HttpClient client;
    private final Map<String, RequestOptions> services;

    Forwarding(Vertx vertx, ServiceSettings settings) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(WAITING)
                .setConnectTimeout((int) CONNECTED.toMillis())
                .setDecompressionSupported(false));
        this.services = settings.services().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, service -> address(service.getValue())));
    }

    void install(@Observes Router router) {
        router.route(PATH + "*").order(BEFORE_BODIES_ARE_READ).handler(this::forward);
    }

    private void forward(RoutingContext context) {
        var service = services.get(service(context.normalizedPath()));
        var refusal = service == null ? Optional.of(unknown()) : Refusals.of(context.request());
        if (refusal.isPresent()) {
            refuse(context, refusal.get());
        } else {
            pass(context, service);
        }
    }

    private Problem unknown() {
        return Problem.of(
                StatusCode.NOT_FOUND,
                "not-found",
                "There is no such API; there are those of "
                        + services.keySet().stream().sorted().collect(Collectors.joining(", ")) + ".");
    }

    private static void refuse(RoutingContext context, Problem refusal) {
        if (refusal.status() == StatusCode.UNAUTHORIZED) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
        }
        LargeBodies.refuse(context, refusal);
    }

    private void pass(RoutingContext context, RequestOptions service) {
        var outgoing = ProxyRequest.reverseProxy(context.request());
        // The path that was judged, not another spelling of it.
        outgoing.setURI(target(context));
        CallerHeaders.replace(outgoing.headers(), context.request());
        client.request(new RequestOptions(service))
                .compose(outgoing::send)
                .compose(ProxyResponse::send)
                .onFailure(cause -> unavailable(context, cause));
    }

    private static String service(String path) {
        int end = path.indexOf('/', PATH.length());
        return path.substring(PATH.length(), end < 0 ? path.length() : end);
    }

    private static String target(RoutingContext context) {
        var query = context.request().query();
        return context.normalizedPath() + (query == null ? "" : "?" + query);
    }

    private static void unavailable(RoutingContext context, Throwable cause) {
        LOG.warnf("a service does not answer path=%s: %s", context.normalizedPath(), cause);
        if (context.response().headWritten()) {
            context.request().connection().close();
            return;
        }
        context.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        LargeBodies.refuse(
                context,
                Problem.of(StatusCode.SERVICE_UNAVAILABLE, "unavailable", "The service does not answer; try again."));
    }

    private static RequestOptions address(URI url) {
        var secure = url.getScheme().equals("https");
        return new RequestOptions()
                .setHost(url.getHost())
                .setPort(url.getPort() > 0 ? url.getPort() : secure ? 443 : 80)
                .setSsl(secure)
                .setConnectTimeout(CONNECTED.toMillis())
                .setIdleTimeout(IDLE.toMillis());
    }
}
