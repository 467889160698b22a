package dev.hallmark.policy.policy;

import dev.hallmark.commons.problem.Problem;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The rim: what each refusal is over HTTP. */
class PolicyProblems {

    @ServerExceptionMapper
    Response refused(PolicyException e) {
        return Problem.answer(status(e.code()), e).build();
    }

    private static int status(PolicyException.Code code) {
        return switch (code) {
            case INVALID_REQUEST -> StatusCode.BAD_REQUEST;
            case POLICY_NAME_TAKEN -> StatusCode.CONFLICT;
            case POLICY_CHANGED -> StatusCode.PRECONDITION_FAILED;
            case NOT_FOUND -> StatusCode.NOT_FOUND;
        };
    }
}
