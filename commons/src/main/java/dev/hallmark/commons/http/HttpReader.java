package dev.hallmark.commons.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads whole documents over HTTP, from any thread. */
public final class HttpReader {

    private final Vertx vertx;
    private final HttpClient http;
    private final Duration timeout;

    /**
     * What a server answered.
     *
     * @param etag of the document (RFC 9110 §8.8.3)
     */
    public record Answer(int status, Optional<String> etag, Buffer body) {}

    /** @param timeout of a request as a whole, until the last octet of its answer */
    public HttpReader(Vertx vertx, Duration timeout) {
        this.vertx = vertx;
        this.http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) timeout.toMillis()));
        this.timeout = timeout;
    }

    /**
     * The answer, whatever its status; fails when there is none in time.
     *
     * @param known the ETag of what the caller has: the answer is 304 (Not Modified) when it is still current
     */
    public Future<Answer> get(URI uri, Optional<String> known) {
        var answer = Promise.<Answer>promise();
        vertx.getOrCreateContext()
                .runOnContext(ignored -> onEventLoop(request(uri), known).onComplete(answer));
        return answer.future();
    }

    /**
     * Runs on the event loop that receives the answer. On another thread the answer may have ended before its body is
     * asked for, and then the body never comes.
     */
    private Future<Answer> onEventLoop(RequestOptions options, Optional<String> known) {
        return http.request(options)
                .compose(request -> send(request, known))
                .compose(HttpReader::read)
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

    private static Future<HttpClientResponse> send(HttpClientRequest request, Optional<String> known) {
        known.ifPresent(etag -> request.putHeader("If-None-Match", etag));
        return request.send();
    }

    private static Future<Answer> read(HttpClientResponse response) {
        var etag = Optional.ofNullable(response.getHeader("ETag"));
        return response.body().map(body -> new Answer(response.statusCode(), etag, body));
    }
}
