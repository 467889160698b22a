package dev.hallmark.commons.pki;

import dev.hallmark.commons.http.HttpReader;
import dev.hallmark.commons.http.HttpReader.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads public PKI objects over HTTP, and reads them again only when their ETag has changed. */
final class PkiDocuments {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;

    private final HttpReader http;
    private final Map<URI, Document> known = new ConcurrentHashMap<>();

    /** One object; the same instance for as long as the server says that it has not changed. */
    record Document(Buffer body, Optional<String> etag) {}

    PkiDocuments(Vertx vertx, Duration timeout) {
        this.http = new HttpReader(vertx, timeout);
    }

    /** The object, or empty when there is none. */
    Future<Optional<Document>> get(URI uri) {
        return http.get(uri, Optional.ofNullable(known.get(uri)).flatMap(Document::etag))
                .compose(answer -> read(uri, answer));
    }

    private Future<Optional<Document>> read(URI uri, Answer answer) {
        return switch (answer.status()) {
            case OK -> Future.succeededFuture(Optional.of(remember(uri, answer)));
            case NOT_MODIFIED -> Future.succeededFuture(Optional.ofNullable(known.get(uri)));
            case NOT_FOUND -> Future.succeededFuture(Optional.empty());
            default -> Future.failedFuture(new IOException(uri + " was answered with " + answer.status()));
        };
    }

    private Document remember(URI uri, Answer answer) {
        var document = new Document(answer.body(), answer.etag());
        known.put(uri, document);
        return document;
    }
}
