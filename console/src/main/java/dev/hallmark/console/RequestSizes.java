package dev.hallmark.console;

import dev.hallmark.commons.problem.LargeBodies;
import dev.hallmark.commons.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/**
 * Forms are held in memory and so must be small. Files are passed on as they come, and what is forwarded is limited by the
 * service that it is for.
 */
@ApplicationScoped
class RequestSizes {

    private static final long MOST = 1024 * 1024;
    private static final int BEFORE_OTHERS = 1000;
    private static final String PASSED_ON = "/onboard/file/?|/api/.*";

    void install(@Observes Filters filters) {
        filters.register(RequestSizes::limit, BEFORE_OTHERS);
    }

    private static void limit(RoutingContext context) {
        if (context.normalizedPath().matches(PASSED_ON)) {
            context.next();
        } else if (isMultipart(context)) {
            LargeBodies.refuse(
                    context,
                    Problem.of(
                            StatusCode.UNSUPPORTED_MEDIA_TYPE,
                            "unsupported-media-type",
                            "A form is sent as application/x-www-form-urlencoded."));
        } else {
            LargeBodies.limitHeld(context, MOST);
        }
    }

    /** No page has such a form, and its parts would be written to files. */
    private static boolean isMultipart(RoutingContext context) {
        var type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }
}
