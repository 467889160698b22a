package dev.hallmark.policy.connection;

import dev.hallmark.commons.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The rim: what each refusal is in HTTP. */
class ConnectionExceptionMapper {

    private static final Logger LOG = Logger.getLogger(ConnectionExceptionMapper.class);
    private static final int SOON_SECONDS = 1;
    /** Somebody has to mend the policy first. */
    private static final int LATER_SECONDS = 300;

    @ServerExceptionMapper
    Response refused(ConnectionException e) {
        LOG.debugf(e, "connection details withheld: %s", e.getMessage());
        return switch (e.code()) {
            case UNAUTHENTICATED ->
                Problem.of(StatusCode.UNAUTHORIZED, "not-authenticated")
                        .toResponseBuilder()
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .build();
            case REFUSED -> Problem.of(StatusCode.FORBIDDEN, "device-refused").toResponse();
            case FAILED -> unavailable("provisioning-failed", LATER_SECONDS);
            case UNAVAILABLE -> unavailable("temporarily-unavailable", SOON_SECONDS);
        };
    }

    private static Response unavailable(String problem, int seconds) {
        return Problem.of(StatusCode.SERVICE_UNAVAILABLE, problem)
                .toResponseBuilder()
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .build();
    }
}
