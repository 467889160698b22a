package dev.hallmark.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * PostgreSQL and Kafka for a module's tests, under {@code target/infrastructure}. They start with empty data once per
 * JVM, are shared by all its test profiles, and end with it.
 */
public final class Infrastructure implements QuarkusTestResourceLifecycleManager {
    /** Of each topic. */
    public static final int PARTITIONS = 3;

    private static final Path HOME = Path.of("target", "infrastructure").toAbsolutePath();
    private static final String PASSWORD = "hallmark";
    /* Each test profile may load this class anew; the JVM's properties are what they all share. */
    private static final String STARTED = "hallmark.infrastructure.";

    @Override
    public Map<String, String> start() {
        synchronized (System.getProperties()) {
            if (System.getProperty(STARTED + "kafka") == null) {
                startServers();
            }
        }
        return Map.of(
                "quarkus.datasource.reactive.url",
                System.getProperty(STARTED + "database"),
                "quarkus.datasource.username",
                PostgresServer.SUPERUSER,
                "quarkus.datasource.password",
                PASSWORD,
                "kafka.bootstrap.servers",
                System.getProperty(STARTED + "kafka"));
    }

    /** The servers outlive a profile; closing their pipes at the end of the JVM stops them. */
    @Override
    public void stop() {}

    private static void startServers() {
        try {
            Directories.delete(HOME);
            var kafka = CompletableFuture.supplyAsync(Infrastructure::startKafka);
            var postgres = PostgresServer.start(new PostgresServer.Settings(
                    HOME.resolve("postgres"), HOME.resolve("postgres.log"), Ports.free(), PASSWORD, false));
            var url = "postgresql://127.0.0.1:%d/postgres".formatted(postgres.port());
            System.setProperty(STARTED + "kafka", kafka.join().bootstrapServers());
            System.setProperty(STARTED + "database", url);
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL and Kafka for the tests do not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static KafkaServer startKafka() {
        try {
            var settings = new KafkaServer.Settings(
                    HOME.resolve("kafka"), HOME.resolve("kafka.log"), Ports.free(), PARTITIONS);
            return KafkaServer.start(settings);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }
}
