package dev.hallmark.console.frame;

import dev.hallmark.client.http.ApiException;
import dev.hallmark.commons.problem.Unavailable;
import dev.hallmark.console.session.ForgedFormException;
import dev.hallmark.operator.access.AccessException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The pages in the place of one that cannot be shown: what happened, what was kept, what to do. */
class ErrorPages {

    private static final Logger LOG = Logger.getLogger(ErrorPages.class);
    private static final int FIRST = 0;

    @CheckedTemplate(basePath = "frame")
    static class Templates {
        private Templates() {}

        static native TemplateInstance error(Kind kind, Optional<String> detail);
    }

    /** What a page of errors says. */
    enum Kind {
        FORGED,
        FORBIDDEN,
        NOT_FOUND,
        REFUSED,
        UNAVAILABLE,
        FAILED
    }

    @ServerExceptionMapper(priority = FIRST)
    Response forged(ForgedFormException e) {
        return page(StatusCode.FORBIDDEN, Kind.FORGED);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response refused(AccessException e) {
        return page(StatusCode.FORBIDDEN, Kind.FORBIDDEN, e.detail());
    }

    @ServerExceptionMapper(priority = FIRST)
    Response answered(ApiException e) {
        return switch (e.status()) {
            case StatusCode.FORBIDDEN -> page(StatusCode.FORBIDDEN, Kind.FORBIDDEN, Optional.of(e.detail()));
            case StatusCode.NOT_FOUND -> page(StatusCode.NOT_FOUND, Kind.NOT_FOUND, Optional.of(e.detail()));
            case StatusCode.BAD_REQUEST, StatusCode.CONFLICT, StatusCode.PRECONDITION_FAILED ->
                page(e.status(), Kind.REFUSED, Optional.of(e.detail()));
            case StatusCode.SERVICE_UNAVAILABLE -> page(StatusCode.SERVICE_UNAVAILABLE, Kind.UNAVAILABLE);
            default -> failed(e);
        };
    }

    /** No answer of a service. */
    @ServerExceptionMapper(priority = FIRST)
    Response unreachable(IOException e) {
        LOG.warnf("a service does not answer: %s", e);
        return page(StatusCode.SERVICE_UNAVAILABLE, Kind.UNAVAILABLE);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response rest(WebApplicationException e) {
        return switch (e.getResponse().getStatus()) {
            case StatusCode.NOT_FOUND, StatusCode.METHOD_NOT_ALLOWED -> page(StatusCode.NOT_FOUND, Kind.NOT_FOUND);
            case StatusCode.INTERNAL_SERVER_ERROR -> failed(e);
            case StatusCode.BAD_REQUEST ->
                page(StatusCode.BAD_REQUEST, Kind.REFUSED, Optional.ofNullable(e.getMessage()));
            default -> page(e.getResponse().getStatus(), Kind.REFUSED, Optional.empty());
        };
    }

    @ServerExceptionMapper(priority = FIRST)
    Response fault(Throwable e) {
        return Unavailable.answer(e).isPresent() ? page(StatusCode.SERVICE_UNAVAILABLE, Kind.UNAVAILABLE) : failed(e);
    }

    private static Response failed(Throwable e) {
        LOG.error("a page failed", e);
        return page(StatusCode.INTERNAL_SERVER_ERROR, Kind.FAILED);
    }

    private static Response page(int status, Kind kind) {
        return page(status, kind, Optional.empty());
    }

    private static Response page(int status, Kind kind, Optional<String> detail) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML + ";charset=UTF-8")
                .entity(Templates.error(kind, detail.filter(text -> !text.isBlank())))
                .build();
    }
}
