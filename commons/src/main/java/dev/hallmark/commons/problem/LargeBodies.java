package dev.hallmark.commons.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers a body that is larger than the service accepts with a problem; the platform refuses it without one. */
@ApplicationScoped
public class LargeBodies {

    private static final int TOO_LARGE = 413;
    private static final int BEFORE_THE_PLATFORM = Integer.MIN_VALUE;
    private static final long LINGER_MILLIS = 2_000;

    void install(
            @Observes Router router,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M") MemorySize most) {
        router.route().order(BEFORE_THE_PLATFORM).handler(context -> limit(context, most.asLongValue()));
    }

    /** Refuses a body whose declared length is larger than this, before any of it is read. */
    public static void limit(RoutingContext context, long most) {
        limit(context, most, Problem.of(TOO_LARGE, "too-large", "A body has at most " + most + " octets here."));
    }

    /** The same for a body that is held in memory, also when its length is not declared. */
    public static void limitHeld(RoutingContext context, long most) {
        context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, most);
        limit(context, most);
    }

    /** The same for everything below a path, with its own problem; checked before the limit for all paths. */
    public static void limit(Router router, String path, long most, Problem refusal) {
        router.route(path).order(BEFORE_THE_PLATFORM).handler(context -> limit(context, most, refusal));
    }

    private static void limit(RoutingContext context, long most, Problem refusal) {
        if (length(context) > most) {
            refuse(context, refusal);
        } else {
            context.next();
        }
    }

    /** A length that is missing or malformed is handled elsewhere. */
    private static long length(RoutingContext context) {
        try {
            var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Answers before the body is read, and ends the connection once the caller can have read the answer. */
    public static void refuse(RoutingContext context, Problem refusal) {
        var sent = context.response()
                .setStatusCode(refusal.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(Json.encode(refusal));
        sent.onComplete(done -> closeOnceItIsRead(context));
    }

    /**
     * What still comes is read and dropped for a while: closing with octets unread resets the connection, and a client that
     * is still sending would lose the answer (RFC 9112 §9.6).
     */
    private static void closeOnceItIsRead(RoutingContext context) {
        var request = context.request();
        var connection = request.connection();
        if (request.isEnded()) {
            connection.close();
            return;
        }
        context.vertx().setTimer(LINGER_MILLIS, late -> connection.close());
        request.handler(dropped -> {}).endHandler(read -> connection.close()).resume();
    }
}
