package dev.hallmark.gateway.refusal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.commons.problem.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Answers requests that are not forwarded, with problem+json. */
@ApplicationScoped
public class ProblemWriter {
    private static final Logger LOG = Logger.getLogger(ProblemWriter.class);
    private static final int INTERNAL_ERROR = 500;
    private static final String INTERNAL_ERROR_CODE = "internal-error";
    /** Long enough for a client that is still sending to read the answer, and too short to be of use to an attacker. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final ObjectMapper json;
    private final MeterRegistry meters;

    ProblemWriter(Vertx vertx, ObjectMapper json, MeterRegistry meters) {
        this.vertx = vertx;
        this.json = json;
        this.meters = meters;
    }

    /** All counters exist before the first request, since Prometheus sees no increase of one that begins with 1. */
    void start(@Observes StartupEvent event) {
        Stream.concat(Stream.of(Refusal.values()).map(Refusal::code), Stream.of(INTERNAL_ERROR_CODE))
                .forEach(reason -> counter(reason).increment(0));
    }

    /** Answers a request that failed, or resets it when a response has already begun. */
    public void refuse(HttpServerRequest request, Throwable failure) {
        var response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
        } else if (failure instanceof RefusedException refused) {
            refuse(request, refused);
        } else {
            LOG.error("a request failed", failure);
            counter(INTERNAL_ERROR_CODE).increment();
            write(response, Problem.of(INTERNAL_ERROR, INTERNAL_ERROR_CODE))
                    .onComplete(sent -> discardRest(request, false));
        }
    }

    private void refuse(HttpServerRequest request, RefusedException refused) {
        var refusal = refused.refusal();
        var response = request.response();
        counter(refusal.code()).increment();
        refused.retryAfter().ifPresent(wait -> response.putHeader(HttpHeaders.RETRY_AFTER, seconds(wait)));
        boolean closing = refusal.endsConnection() && request.version() != HttpVersion.HTTP_2;
        if (closing) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        write(response, Problem.of(refusal.status(), refusal.code(), refusal.detail()))
                .onComplete(sent -> discardRest(request, closing));
    }

    private Counter counter(String reason) {
        return meters.counter("hallmark.gateway.refused", "reason", reason);
    }

    /** Closing with unread octets makes TCP reset the connection, and the client would lose the answer. */
    private void discardRest(HttpServerRequest request, boolean closing) {
        if (request.isEnded()) {
            closeIf(closing, request);
            return;
        }
        long timer = vertx.setTimer(LINGER.toMillis(), due -> cut(request));
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.handler(discarded -> {});
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            closeIf(closing, request);
        });
        request.resume();
    }

    private static void closeIf(boolean closing, HttpServerRequest request) {
        if (closing) {
            cut(request);
        }
    }

    private static void cut(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection().close().onFailure(failure -> LOG.debug("closing failed", failure));
        }
    }

    private Future<Void> write(HttpServerResponse response, Problem problem) {
        return response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body(problem))
                .onFailure(
                        gone -> LOG.debugf("the client disconnected before it read the answer: %s", gone.getMessage()));
    }

    private Buffer body(Problem problem) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}
