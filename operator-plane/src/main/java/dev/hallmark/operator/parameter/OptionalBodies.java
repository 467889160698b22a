package dev.hallmark.operator.parameter;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Has a request without a body read as JSON: without a Content-Type, or with that of a form, it would be 415. */
class OptionalBodies {

    @OptionalBody
    @ServerRequestFilter
    void readAsJson(ContainerRequestContext request) {
        if (request.getHeaderString(HttpHeaders.CONTENT_TYPE) == null
                || "0".equals(request.getHeaderString(HttpHeaders.CONTENT_LENGTH))) {
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }
}
