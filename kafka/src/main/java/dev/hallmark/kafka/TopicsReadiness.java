package dev.hallmark.kafka;

import dev.hallmark.events.Topic;
import dev.hallmark.events.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * A service is not ready while a topic is missing that it reads or publishes to: nothing creates one automatically, so
 * its events would wait for ever. An outage of Kafka does not count: it heals by itself.
 */
@Readiness
@ApplicationScoped
class TopicsReadiness implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(TopicsReadiness.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration PAUSE_WHILE_MISSING = Duration.ofSeconds(1);
    private static final int PATIENCE_MILLIS = 5_000;
    private static final Pattern INCOMING = Pattern.compile("mp\\.messaging\\.incoming\\.[^.]+\\.topic");

    private final Map<String, Object> kafka;
    private final Set<String> needed;
    private final Thread thread = Thread.ofPlatform().name("topics").daemon().unstarted(this::run);
    private volatile Set<String> missing = Set.of();

    @Inject
    TopicsReadiness(@Identifier("default-kafka-broker") Map<String, Object> kafka, Config config) {
        this(kafka, needed(config));
    }

    TopicsReadiness(Map<String, Object> kafka, Collection<String> needed) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        this.kafka.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        this.needed = Set.copyOf(needed);
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    @Override
    public HealthCheckResponse call() {
        var now = missing;
        var response = HealthCheckResponse.named("topics").status(now.isEmpty());
        if (!now.isEmpty()) {
            response.withData("missing", String.join(", ", now))
                    .withData("remedy", "create them as deploy/kafka/topics.yaml says");
        }
        return response.build();
    }

    /** What the service reads, and what it owns: its events and the dead letters of its consumers. */
    private static Set<String> needed(Config config) {
        var service = config.getValue("quarkus.application.name", String.class);
        var read = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> INCOMING.matcher(name).matches())
                .map(name -> config.getValue(name, String.class));
        var owned = Topics.all().stream()
                .filter(topic -> topic.owners().contains(service))
                .map(Topic::name);
        return Stream.concat(read, owned).collect(Collectors.toSet());
    }

    private void run() {
        try (var admin = Admin.create(kafka)) {
            while (!Thread.currentThread().isInterrupted()) {
                look(admin);
                Thread.sleep(missing.isEmpty() ? PAUSE : PAUSE_WHILE_MISSING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException e) {
            LOG.error("the list of topics cannot be read", e);
        }
    }

    /** Asks Kafka once; while it does not answer, the last answer holds. */
    void look(Admin admin) throws InterruptedException {
        try {
            var absent = new TreeSet<>(needed);
            absent.removeAll(admin.listTopics().names().get());
            if (!absent.isEmpty() && !absent.equals(missing)) {
                LOG.errorf("not ready: Kafka has no topics %s; create them as deploy/kafka/topics.yaml says", absent);
            }
            missing = absent;
        } catch (ExecutionException e) {
            LOG.debug("Kafka does not list its topics", e);
        }
    }
}
