package dev.hallmark.gateway.upstream;

import dev.hallmark.gateway.identity.IdentityHeaders;
import dev.hallmark.gateway.refusal.Refusal;
import dev.hallmark.gateway.refusal.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** One service behind the gateway. */
public final class Upstream {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final HttpClient client;
    private final RequestOptions address;

    public Upstream(HttpClient client, URI url, Duration timeout) {
        this.client = client;
        this.address = new RequestOptions()
                .setHost(url.getHost())
                .setPort(port(url))
                .setSsl(url.getScheme().equals("https"))
                .setIdleTimeout(timeout.toMillis());
    }

    /** Forwards a request, path and query unchanged, and returns its response. */
    public Future<Void> forward(ProxyRequest outgoing, Buffer body, Optional<String> token) {
        IdentityHeaders.strip(outgoing.headers());
        token.ifPresent(signed -> outgoing.putHeader(IdentityHeaders.CONNECTION, signed));
        outgoing.setBody(body.length() == 0 ? null : Body.body(body));
        return client.request(new RequestOptions(address))
                .compose(outgoing::send)
                .recover(Upstream::unavailable)
                .compose(Upstream::deliver);
    }

    private static Future<Void> deliver(ProxyResponse response) {
        IdentityHeaders.strip(response.headers());
        return response.send();
    }

    private static <T> Future<T> unavailable(Throwable cause) {
        return Future.failedFuture(new RefusedException(Refusal.UNAVAILABLE, RETRY_AFTER, cause));
    }

    private static int port(URI url) {
        return url.getPort() > 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
    }
}
