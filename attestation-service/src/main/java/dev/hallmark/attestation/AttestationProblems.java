package dev.hallmark.attestation;

import dev.hallmark.commons.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The rim: what each refusal is over HTTP. */
class AttestationProblems {

    @ServerExceptionMapper
    Response refused(AttestationException e) {
        return Problem.answer(status(e.code()), e)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static int status(AttestationException.Code code) {
        return switch (code) {
            case INVALID_REQUEST -> StatusCode.BAD_REQUEST;
            case UNKNOWN_DEVICE -> StatusCode.NOT_FOUND;
            case EVIDENCE_TOO_LARGE -> StatusCode.PAYLOAD_TOO_LARGE;
            case UNSUPPORTED_EVIDENCE -> StatusCode.UNSUPPORTED_MEDIA_TYPE;
            case ATTESTATION_FAILED -> StatusCode.FORBIDDEN;
            case TOO_MANY_REQUESTS -> StatusCode.TOO_MANY_REQUESTS;
        };
    }
}
