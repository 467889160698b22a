package dev.hallmark.operator.audit;

import dev.hallmark.commons.limit.TokenBuckets;
import dev.hallmark.commons.problem.Problem;
import dev.hallmark.events.Event;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Operation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Records every request that is refused to a caller of a tenant, wherever it was refused. The record is committed before
 * the answer leaves; where that fails, or takes too long, the refusal stands all the same.
 */
@ApplicationScoped
class AuditFilter {

    private static final Logger LOG = Logger.getLogger(AuditFilter.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** While the database is unavailable, all refusals fail alike. */
    private static final TokenBuckets LINES = new TokenBuckets(0.5, 5, System::nanoTime);

    private final AuditedRequest request;
    private final Caller caller;
    private final AuditTrail audit;
    private final UnknownCallers unknown;
    private final Outbox outbox;
    private final Pool pool;
    private final Counter unrecorded;
    private final Map<Method, Optional<Operation>> operations = new ConcurrentHashMap<>();

    AuditFilter(
            AuditedRequest request,
            Caller caller,
            AuditTrail audit,
            UnknownCallers unknown,
            Outbox outbox,
            Pool pool,
            MeterRegistry meters) {
        this.request = request;
        this.caller = caller;
        this.audit = audit;
        this.unknown = unknown;
        this.outbox = outbox;
        this.pool = pool;
        this.unrecorded = Counter.builder("hallmark.audit.unrecorded")
                .description("refusals whose record could not be written in time")
                .register(meters);
    }

    /** The counter exists before the first refusal, since Prometheus sees no increase of one that begins with 1. */
    void start(@Observes StartupEvent event) {}

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    void begin(ResourceInfo endpoint) {
        operations.computeIfAbsent(endpoint.getResourceMethod(), Operation::of).ifPresent(request::begin);
    }

    @ServerResponseFilter
    Uni<Void> end(ContainerResponseContext response) {
        int status = response.getStatus();
        if (!isRefusal(status) || !request.isForOperators()) {
            return Uni.createFrom().voidItem();
        }
        if (status == StatusCode.FORBIDDEN
                && caller.hasTenant()
                && request.operation().isPresent()) {
            return record(detail(response));
        }
        unknown.refused(status, request);
        return Uni.createFrom().voidItem();
    }

    private static boolean isRefusal(int status) {
        return status == StatusCode.UNAUTHORIZED || status == StatusCode.FORBIDDEN;
    }

    /** A transaction of its own: the request has none, or one that is rolled back. */
    private Uni<Void> record(Optional<String> reason) {
        var event = audit.refused(reason);
        return outbox.append(pool, event)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .invoke(cause -> missed(event, cause))
                .onFailure()
                .recoverWithNull();
    }

    private void missed(Event event, Throwable cause) {
        unrecorded.increment();
        if (LINES.take("").isEmpty()) {
            LOG.errorf("refusal not recorded tenant=%s actor=%s: %s", event.tenant(), event.actor(), cause);
        }
    }

    private static Optional<String> detail(ContainerResponseContext response) {
        return response.getEntity() instanceof Problem problem
                ? Optional.ofNullable(problem.detail())
                : Optional.empty();
    }
}
