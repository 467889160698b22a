package dev.hallmark.audit;

import dev.hallmark.commons.problem.Problem;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns refusals into HTTP answers. */
class AuditProblems {

    private static final Logger LOG = Logger.getLogger(AuditProblems.class);

    @ServerExceptionMapper
    Response refused(AuditException refusal) {
        if (refusal.code() == AuditException.Code.TRAIL_DAMAGED) {
            LOG.errorf("not signed: %s", refusal.getMessage());
        }
        return Problem.answer(status(refusal.code()), refusal).build();
    }

    private static int status(AuditException.Code code) {
        return switch (code) {
            case INVALID_REQUEST -> 400;
            case NOT_FOUND -> 404;
            case TRAIL_DAMAGED -> 409;
        };
    }
}
