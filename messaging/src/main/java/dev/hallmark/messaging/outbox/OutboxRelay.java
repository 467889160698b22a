package dev.hallmark.messaging.outbox;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Publishes the events of the outbox to Kafka, in order, at least once.
 *
 * <p>Of all replicas one relays: the one whose database session holds the advisory lock. That session reads and deletes
 * too, so a replica that has lost the lock can delete nothing. A crash between Kafka's acknowledgement and the deletion sends the
 * same event twice, which inboxes detect by its id.
 */
@ApplicationScoped
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AgroalDataSource database;
    private final Map<String, Object> kafka;
    private final OutboxConfig config;
    private final Thread thread =
            Thread.ofPlatform().name("outbox-relay").daemon().unstarted(this::run);
    private volatile boolean stopping;
    private volatile String fault;

    OutboxRelay(
            AgroalDataSource database,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            OutboxConfig config) {
        this.database = database;
        this.kafka = kafka;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(PATIENCE);
    }

    /** The fault that keeps the relay from publishing, if there is one. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    private void run() {
        while (!stopping) {
            try {
                relayWhileElected();
            } catch (SQLException | KafkaException e) {
                report(e.getMessage());
                pause(PAUSE_AFTER_FAILURE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.error("the outbox relay failed and starts again", e);
                pause(PAUSE_AFTER_FAILURE);
            }
        }
    }

    private void relayWhileElected() throws SQLException, InterruptedException {
        try (var session = new RelaySession(database.getConnection(), config.remembered())) {
            if (!session.elected()) {
                fault = null;
                pause(PAUSE_AFTER_FAILURE);
                return;
            }
            try (var sender = new RelaySender(kafka)) {
                relay(session, sender);
            }
        }
    }

    /** Pauses unless a whole page was read: sent one by one, events cost every consumer several times as much. */
    private void relay(RelaySession session, RelaySender sender) throws SQLException, InterruptedException {
        while (!stopping) {
            var records = session.next();
            sender.send(records, this::report);
            session.delete(records);
            session.forgetOldEvents();
            fault = null;
            if (records.size() < RelaySession.PAGE) {
                Thread.sleep(config.poll());
            }
        }
    }

    private void report(String cause) {
        if (stopping) {
            return;
        }
        if (fault == null) {
            LOG.warnf("the outbox relay retries: %s", cause);
        }
        fault = String.valueOf(cause);
    }

    private void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
