package dev.hallmark.ca;

import dev.hallmark.commons.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns refusals into HTTP answers. */
class CaProblems {

    private static final Logger LOG = Logger.getLogger(CaProblems.class);

    @ServerExceptionMapper
    Response refused(CaException refusal) {
        var answer = Problem.answer(status(refusal.code()), refusal);
        return switch (refusal.code()) {
            // RFC 7030 §3.2.3: clients without a token of their own kind use Basic, and BouncyCastle's client reads the
            // first.
            case INVALID_TOKEN -> unauthorized("Basic realm=\"EST\"", "Bearer");
            case CERTIFICATE_REQUIRED -> unauthorized("Hallmark-Connection");
            case UNAVAILABLE -> {
                note(refusal);
                yield answer.build();
            }
            case MALFORMED_REQUEST,
                    REQUEST_TOO_LARGE,
                    WRONG_LABEL,
                    KEY_NOT_ATTESTED,
                    REQUEST_NOT_ALLOWED,
                    TOKEN_USED,
                    ENROLMENT_REFUSED,
                    NOT_FOUND,
                    NOT_REVOCABLE,
                    ALREADY_REVOKED,
                    NOT_OFFERED -> answer.build();
        };
    }

    /** Without a body, which BouncyCastle's EST client would fail to read before it answers the challenge. */
    private static Response unauthorized(String... challenges) {
        var answer = Response.status(Response.Status.UNAUTHORIZED);
        for (var challenge : challenges) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge);
        }
        return answer.build();
    }

    /** Without a cause the service is not ready yet, which its readiness check reports as well. */
    private static void note(CaException unavailable) {
        if (unavailable.getCause() == null) {
            LOG.infof("a request is answered with 503: %s", unavailable.getMessage());
        } else {
            LOG.warnf("a request is answered with 503: %s %s", unavailable.getMessage(), unavailable.getCause());
        }
    }

    private static int status(CaException.Code code) {
        return switch (code) {
            case MALFORMED_REQUEST -> 400;
            case INVALID_TOKEN, CERTIFICATE_REQUIRED -> 401;
            case WRONG_LABEL, KEY_NOT_ATTESTED, REQUEST_NOT_ALLOWED, TOKEN_USED, ENROLMENT_REFUSED -> 403;
            case NOT_FOUND -> 404;
            case NOT_REVOCABLE, ALREADY_REVOKED -> 409;
            case REQUEST_TOO_LARGE -> 413;
            case NOT_OFFERED -> 501;
            case UNAVAILABLE -> 503;
        };
    }
}
