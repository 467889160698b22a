package dev.hallmark.console.forward;

import dev.hallmark.commons.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** Requests that are refused before a service, or a connection to it, is kept busy with them. */
final class Refusals {

    private static final String CHUNKED = "chunked";

    private Refusals() {}

    static Optional<Problem> of(HttpServerRequest request) {
        if (request.authority() == null) {
            return Optional.of(malformed("A request names its host: send the header Host."));
        }
        if (isAmbiguous(request)) {
            return Optional.of(malformed(
                    "A body is sent with Content-Length, or with Transfer-Encoding: chunked, and not with both."));
        }
        return hasBody(request) && !request.headers().contains(HttpHeaders.AUTHORIZATION)
                ? Optional.of(Problem.of(
                                StatusCode.UNAUTHORIZED,
                                "unauthorized",
                                "Send a bearer token in the header Authorization: a session is none here.")
                        .with("token", "missing"))
                : Optional.empty();
    }

    private static Problem malformed(String detail) {
        return Problem.of(StatusCode.BAD_REQUEST, "bad-request", detail);
    }

    /** Two parties could read different bodies in it (RFC 9112 §6.1). */
    private static boolean isAmbiguous(HttpServerRequest request) {
        var encodings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        return !encodings.isEmpty()
                && (request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                        || encodings.size() > 1
                        || !encodings.getFirst().equalsIgnoreCase(CHUNKED));
    }

    private static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || !(length == null || length.equals("0"));
    }
}
