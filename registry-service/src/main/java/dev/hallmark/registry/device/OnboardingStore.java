package dev.hallmark.registry.device;

import dev.hallmark.commons.identity.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.stream.StreamSupport;

/** What {@link JourneyConsumer} has counted: a row for each day. */
@ApplicationScoped
class OnboardingStore {

    private static final String DAYS = "select cast(day.at as date) as day, coalesce(counted.devices, 0) as devices"
            + " from generate_series(cast($2 as date), cast($3 as date), interval '1 day') day (at)"
            + " left join onboarding_day counted on counted.tenant = $1 and counted.day = cast(day.at as date)"
            + " order by 1";

    private final Pool pool;

    OnboardingStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Onboardings> between(TenantId tenant, LocalDate first, LocalDate last) {
        return pool.preparedQuery(DAYS)
                .execute(Tuple.of(tenant.name(), first, last))
                .map(rows -> new Onboardings(StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Onboardings.Day(row.getLocalDate("day"), row.getLong("devices")))
                        .toList()));
    }
}
