package dev.hallmark.registry;

import dev.hallmark.commons.problem.Problem;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Bodies are held in memory and so must be small, but for those of files, which are read as they come. */
@ApplicationScoped
class RequestSizes {

    private static final long MOST = 1024 * 1024;
    private static final int BEFORE_OTHERS = 1000;
    private static final int TOO_LARGE = 413;
    private static final String FILE = "/api/registry/v1/(registrations|batches/[^/]+/devices)/?";

    void install(@Observes Filters filters) {
        filters.register(RequestSizes::limit, BEFORE_OTHERS);
    }

    private static void limit(RoutingContext context) {
        if (context.normalizedPath().matches(FILE)) {
            context.next();
            return;
        }
        var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > MOST) {
            refuse(context);
            return;
        }
        context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, MOST);
        context.next();
    }

    private static void refuse(RoutingContext context) {
        var problem = Problem.of(TOO_LARGE, "too-large", "A body has at most " + MOST + " octets here.");
        var sent = context.response()
                .setStatusCode(TOO_LARGE)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(Json.encode(problem));
        sent.onComplete(done -> context.request().connection().close());
    }
}
