package dev.hallmark.registry;

import dev.hallmark.commons.problem.LargeBodies;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Bodies are held in memory and so must be small, except those of files, which are streamed. */
@ApplicationScoped
class RequestSizes {

    private static final long MOST = 1024 * 1024;
    private static final int BEFORE_OTHERS = 1000;
    private static final String FILE = "/api/registry/v1/(registrations|batches/[^/]+/devices)/?";

    void install(@Observes Filters filters) {
        filters.register(RequestSizes::limit, BEFORE_OTHERS);
    }

    private static void limit(RoutingContext context) {
        if (context.normalizedPath().matches(FILE)) {
            context.next();
            return;
        }
        LargeBodies.limitHeld(context, MOST);
    }
}
