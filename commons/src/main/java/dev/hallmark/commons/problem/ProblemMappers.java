package dev.hallmark.commons.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The exception mappers that all services share, for what no service maps itself. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper(priority = 1)
    Response invalid(ConstraintViolationException e) {
        var errors = e.getConstraintViolations().stream()
                .map(violation -> Map.of("field", field(violation), "reason", violation.getMessage()))
                .sorted((a, b) -> a.get("field").compareTo(b.get("field")))
                .toList();
        var detail = errors.stream()
                .map(error -> error.get("field") + " " + error.get("reason"))
                .collect(Collectors.joining("; "));
        return Problem.of(RestResponse.StatusCode.BAD_REQUEST, "invalid-request", detail)
                .with("errors", errors)
                .toResponse();
    }

    /** More specific than the mapper of Quarkus, which does not answer with problem+json. */
    @ServerExceptionMapper(priority = 1)
    Response mismatched(MismatchedInputException e) {
        return unreadable(e);
    }

    @ServerExceptionMapper(priority = 1)
    Response unreadable(JsonProcessingException e) {
        var problem = Problem.of(RestResponse.StatusCode.BAD_REQUEST, "unreadable-json", UnreadableJson.sentence(e));
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            problem = problem.with("field", UnreadableJson.field(mapping));
        }
        if (e.getLocation() != null) {
            problem = problem.with("line", e.getLocation().getLineNr());
        }
        return problem.toResponse();
    }

    @ServerExceptionMapper(priority = 1)
    Response rest(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return unreadable(json);
        }
        var response = e.getResponse();
        if (response.hasEntity()) {
            return response;
        }
        var status = response.getStatusInfo();
        var problem = Problem.of(
                status.getStatusCode(),
                status.getReasonPhrase().toLowerCase(java.util.Locale.ROOT).replace(' ', '-'));
        var builder = problem.toResponseBuilder();
        response.getStringHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        return builder.build();
    }

    @ServerExceptionMapper(priority = 10_000)
    Response fault(Throwable e) {
        return Unavailable.answer(e).orElseGet(() -> internal(e));
    }

    private static Response internal(Throwable e) {
        LOG.error("a request failed", e);
        return Problem.of(RestResponse.StatusCode.INTERNAL_SERVER_ERROR, "internal-error")
                .toResponse();
    }

    /** The path below the method and its parameter, which mean nothing to a caller. */
    private static String field(ConstraintViolation<?> violation) {
        var field = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            if (switch (node.getKind()) {
                case METHOD, CONSTRUCTOR, CROSS_PARAMETER, RETURN_VALUE -> false;
                default -> true;
            }) {
                field.append(field.isEmpty() ? "" : ".").append(node);
            }
        }
        var text = field.toString();
        var body = text.indexOf('.');
        return body < 0 ? text : text.substring(body + 1);
    }
}
