package dev.hallmark.policy.policy;

import dev.hallmark.commons.problem.Problem;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The rim: what each refusal is in HTTP. */
class PolicyExceptionMapper {

    @ServerExceptionMapper
    Response refused(PolicyException e) {
        return switch (e.code()) {
            case INVALID ->
                Problem.of(StatusCode.BAD_REQUEST, "invalid-request", e.getMessage())
                        .with("errors", e.errors())
                        .toResponse();
            case NAME_TAKEN ->
                Problem.of(StatusCode.CONFLICT, "policy-name-taken", e.getMessage())
                        .with("field", "name")
                        .toResponse();
            case CHANGED_MEANWHILE ->
                Problem.of(StatusCode.PRECONDITION_FAILED, "policy-changed", e.getMessage())
                        .toResponse();
            case NOT_FOUND ->
                Problem.of(StatusCode.NOT_FOUND, "not-found", e.getMessage()).toResponse();
        };
    }
}
