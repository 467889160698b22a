package dev.hallmark.commons.pki;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Reads public PKI objects over HTTP, and reads them again only when their ETag has changed. */
final class PkiDocuments {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;

    private final HttpClient http;
    private final Duration timeout;
    private final Map<URI, Document> known = new ConcurrentHashMap<>();

    /** One object; the same instance for as long as the server says that it has not changed. */
    record Document(Buffer body, Optional<String> etag) {}

    PkiDocuments(Vertx vertx, Duration timeout) {
        this.http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) timeout.toMillis()));
        this.timeout = timeout;
    }

    /** The object, or empty when there is none. */
    Future<Optional<Document>> get(URI uri) {
        return http.request(request(uri))
                .compose(request -> send(request, Optional.ofNullable(known.get(uri))))
                .compose(response -> read(uri, response))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * A request that times out closes its connection too: the pool is small, and other requests wait for a connection.
     */
    private RequestOptions request(URI uri) {
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(uri.toString())
                .setTimeout(timeout.toMillis());
    }

    private static Future<HttpClientResponse> send(HttpClientRequest request, Optional<Document> last) {
        last.flatMap(Document::etag).ifPresent(etag -> request.putHeader("If-None-Match", etag));
        return request.send();
    }

    private Future<Optional<Document>> read(URI uri, HttpClientResponse response) {
        return switch (response.statusCode()) {
            case OK -> response.body().map(body -> Optional.of(remember(uri, response, body)));
            case NOT_MODIFIED -> Future.succeededFuture(Optional.ofNullable(known.get(uri)));
            case NOT_FOUND -> Future.succeededFuture(Optional.empty());
            default -> Future.failedFuture(new IOException(uri + " was answered with " + response.statusCode()));
        };
    }

    private Document remember(URI uri, HttpClientResponse response, Buffer body) {
        var document = new Document(body, Optional.ofNullable(response.getHeader("ETag")));
        known.put(uri, document);
        return document;
    }
}
