package dev.hallmark.events;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.commons.trace.TraceParent;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes events. */
@ApplicationScoped
public class Events {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TIME_SHIFT = 16;
    private static final long VERSION_7 = 0x7000L;
    private static final int RANDOM_A = 0x1000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int VARIANT_BITS = 2;

    private final Clock clock;
    private final String service;

    Events(Clock clock, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.clock = clock;
        this.service = service;
    }

    /** An event of now, caused by {@code actor}. */
    public Event of(TenantId tenant, String actor, EventData data) {
        return of(tenant, actor, data, TraceParent.current());
    }

    /** An event of now that follows from another, in its trace and caused by {@code actor}. */
    public Event after(Event cause, String actor, EventData data) {
        return of(cause.tenant(), actor, data, cause.trace());
    }

    /** An event of now, caused by this service itself. */
    public Event of(TenantId tenant, EventData data) {
        return of(tenant, service, data);
    }

    private Event of(TenantId tenant, String actor, EventData data, Optional<TraceParent> trace) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var recorded = trace.filter(TraceParent::sampled);
        return new Event(uuidv7(now), EventType.of(data), tenant, service, actor, data.key(), now, data, recorded);
    }

    /** RFC 9562 §5.7: 48 bits of milliseconds, the rest random. */
    private static UUID uuidv7(Instant now) {
        var high = (now.toEpochMilli() << TIME_SHIFT) | VERSION_7 | RANDOM.nextInt(RANDOM_A);
        return new UUID(high, VARIANT | (RANDOM.nextLong() >>> VARIANT_BITS));
    }
}
