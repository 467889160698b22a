package dev.hallmark.commons.problem;

import dev.hallmark.commons.fault.Faults;
import dev.hallmark.commons.fault.InfrastructureFault;
import dev.hallmark.commons.limit.TokenBuckets;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** The answer while infrastructure is unavailable: a database, Kafka, the key ring, an identity provider. */
public final class Unavailable {

    private static final Logger LOG = Logger.getLogger(Unavailable.class);
    private static final int RETRY_SECONDS = 1;

    /** All requests fail alike meanwhile, so only a few are logged. */
    private static final TokenBuckets LINES = new TokenBuckets(0.5, 5, System::nanoTime);

    private Unavailable() {}

    /** 503 when the infrastructure is at fault; empty when the failure is another one. */
    public static Optional<Response> answer(Throwable failure) {
        return Faults.passing(failure) ? Optional.of(now(failure)) : Optional.empty();
    }

    /** 503, for who knows that the infrastructure is at fault. */
    public static Response now(Throwable failure) {
        if (LINES.take("").isEmpty()) {
            LOG.warnf("a request is answered with 503: %s", root(failure));
        }
        return Problem.of(StatusCode.SERVICE_UNAVAILABLE, "unavailable", "This cannot be answered now; try again.")
                .toResponseBuilder()
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }

    /** What an operator can read: one of ours says it itself. */
    private static Throwable root(Throwable failure) {
        return failure.getCause() == null || failure instanceof InfrastructureFault
                ? failure
                : root(failure.getCause());
    }
}
