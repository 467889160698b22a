package dev.hallmark.messaging.outbox;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * How far the outbox is behind. Each replica measures, not only the one that relays: that one may be busy waiting for Kafka.
 */
@ApplicationScoped
class OutboxLag {

    private static final Logger LOG = Logger.getLogger(OutboxLag.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Counting stops at a hundred thousand: a count reads every row, and more make no difference. */
    private static final String MEASURE = "select (select count(*) from (select from outbox limit 100000) waiting),"
            + " extract(epoch from now() - (select made_at from outbox order by id limit 1))";

    private final AgroalDataSource database;
    private final Thread thread =
            Thread.ofPlatform().name("outbox-lag").daemon().unstarted(this::run);
    private volatile Lag lag;

    /** Events that wait, and for how many seconds the oldest has. */
    record Lag(long events, double oldestSeconds) {}

    OutboxLag(AgroalDataSource database, MeterRegistry meters) {
        this.database = database;
        Gauge.builder("hallmark.outbox.events", this, lag -> lag.measured()
                        .map(Lag::events)
                        .map(Long::doubleValue)
                        .orElse(Double.NaN))
                .description("events that are not published yet, 100000 at most")
                .register(meters);
        Gauge.builder("hallmark.outbox.age", this, lag -> lag.measured()
                        .map(Lag::oldestSeconds)
                        .orElse(Double.NaN))
                .description("how long the oldest of them has been waiting")
                .baseUnit("seconds")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    /** Empty while the database does not answer. */
    Optional<Lag> measured() {
        return Optional.ofNullable(lag);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                lag = measure();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Lag measure() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(MEASURE)) {
            return result.next() ? new Lag(result.getLong(1), result.getDouble(2)) : null;
        } catch (SQLException e) {
            LOG.debug("the outbox cannot be measured", e);
            return null;
        }
    }
}
