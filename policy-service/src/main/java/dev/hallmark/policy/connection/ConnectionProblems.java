package dev.hallmark.policy.connection;

import dev.hallmark.commons.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The rim: what each refusal is over HTTP. */
class ConnectionProblems {

    private static final Logger LOG = Logger.getLogger(ConnectionProblems.class);

    @ServerExceptionMapper
    Response refused(ConnectionException e) {
        LOG.debugf(e, "connection details withheld: %s", e.getMessage());
        var answer = Problem.answer(status(e.code()), e);
        return switch (e.code()) {
            case NOT_AUTHENTICATED ->
                answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
            case DEVICE_REFUSED, PROVISIONING_FAILED, TEMPORARILY_UNAVAILABLE -> answer.build();
        };
    }

    private static int status(ConnectionException.Code code) {
        return switch (code) {
            case NOT_AUTHENTICATED -> StatusCode.UNAUTHORIZED;
            case DEVICE_REFUSED -> StatusCode.FORBIDDEN;
            case PROVISIONING_FAILED, TEMPORARILY_UNAVAILABLE -> StatusCode.SERVICE_UNAVAILABLE;
        };
    }
}
