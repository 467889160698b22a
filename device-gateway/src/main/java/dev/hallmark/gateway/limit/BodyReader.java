package dev.hallmark.gateway.limit;

import dev.hallmark.gateway.refusal.Refusal;
import dev.hallmark.gateway.refusal.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads the whole body before the request is forwarded: bodies are small, a slow client delays only itself, and the
 * forwarded body has a length that the gateway has counted.
 */
public final class BodyReader {
    private final Duration timeout;

    public BodyReader(Duration timeout) {
        this.timeout = timeout;
    }

    /** Reads a body of at most {@code most} octets; a larger declared length is refused before anything is read. */
    public Future<Buffer> read(HttpServerRequest request, long most) {
        if (declared(request) > most) {
            throw new RefusedException(Refusal.CONTENT_TOO_LARGE);
        }
        continueIfAsked(request);
        return collect(request, most)
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .recover(BodyReader::refuse);
    }

    private static Future<Buffer> collect(HttpServerRequest request, long most) {
        var body = Buffer.buffer();
        var whole = Promise.<Buffer>promise();
        // Malformed chunks, or a client that has disconnected: either way there is no complete body to forward.
        request.exceptionHandler(broken -> whole.tryFail(new RefusedException(Refusal.BAD_REQUEST)));
        request.endHandler(end -> whole.tryComplete(body));
        request.handler(chunk -> {
            if (body.length() + chunk.length() > most) {
                whole.tryFail(new RefusedException(Refusal.CONTENT_TOO_LARGE));
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.resume();
        return whole.future();
    }

    private static long declared(HttpServerRequest request) {
        var lengths = request.headers().getAll(HttpHeaders.CONTENT_LENGTH);
        if (lengths.isEmpty()) {
            return 0;
        }
        if (lengths.size() > 1 || !lengths.getFirst().matches("[0-9]{1,18}")) {
            throw new RefusedException(Refusal.BAD_REQUEST);
        }
        return Long.parseLong(lengths.getFirst());
    }

    /** RFC 9110 §10.1.1. */
    private static void continueIfAsked(HttpServerRequest request) {
        var expectation = request.getHeader(HttpHeaders.EXPECT);
        if ("100-continue".equalsIgnoreCase(expectation)) {
            request.response().writeContinue();
        } else if (expectation != null) {
            throw new RefusedException(Refusal.EXPECTATION_FAILED);
        }
    }

    private static Future<Buffer> refuse(Throwable failure) {
        return Future.failedFuture(
                failure instanceof TimeoutException ? new RefusedException(Refusal.REQUEST_TIMEOUT) : failure);
    }
}
