package dev.hallmark.ca.est;

import dev.hallmark.commons.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Refuses by its length alone what is too large to be read: otherwise the server would, without saying why. */
@ApplicationScoped
class RequestSizes {

    private static final int BEFORE_OTHERS = 1000;
    private static final int TOO_LARGE = 413;

    void install(@Observes Filters filters) {
        filters.register(RequestSizes::limit, BEFORE_OTHERS);
    }

    private static void limit(RoutingContext context) {
        var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null
                && Long.parseLong(length) > EstEncoding.MOST_CHARACTERS
                && context.normalizedPath().startsWith("/.well-known/est/")) {
            refuse(context);
            return;
        }
        context.next();
    }

    private static void refuse(RoutingContext context) {
        var problem = Problem.of(TOO_LARGE, "request-too-large", EstEncoding.TOO_LARGE);
        var sent = context.response()
                .setStatusCode(TOO_LARGE)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(Json.encode(problem));
        sent.onComplete(done -> context.request().connection().close());
    }
}
