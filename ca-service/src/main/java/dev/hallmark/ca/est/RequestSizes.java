package dev.hallmark.ca.est;

import dev.hallmark.commons.problem.LargeBodies;
import dev.hallmark.commons.problem.Problem;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Refuses by its length alone a request for a certificate that is too large to be read, as EST says it. */
@ApplicationScoped
class RequestSizes {

    private static final int BEFORE_ALL_PATHS = 1;
    private static final int CONTENT_TOO_LARGE = 413;

    void install(@Observes @Priority(BEFORE_ALL_PATHS) Router router) {
        var refusal = Problem.of(CONTENT_TOO_LARGE, "request-too-large", EstEncoding.TOO_LARGE);
        LargeBodies.limit(router, "/.well-known/est/*", EstEncoding.MOST_CHARACTERS, refusal);
    }
}
