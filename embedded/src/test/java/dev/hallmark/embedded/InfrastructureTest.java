package dev.hallmark.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.events.Topic;
import dev.hallmark.events.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfrastructureTest {
    @Test
    void bothServersServeAndAreSharedByEveryProfile() throws Exception {
        // When
        var first = new Infrastructure().start();
        var second = new Infrastructure().start();

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(postgresVersion(first)).startsWith("18");
        assertThat(topics(first))
                .containsAll(Topics.all().stream().map(Topic::name).toList());
    }

    @Test
    void databasesOfTheSandboxSurviveARestartAndBelongToTheirRoleAlone(@TempDir Path home) throws Exception {
        // Given
        var settings = new PostgresServer.Settings(
                home.resolve("data"), home.resolve("postgres.log"), Ports.free(), "super", true);
        try (var server = PostgresServer.start(settings)) {
            server.ensureDatabase("ca", "ca", "first's");
            server.ensureDatabase("policy", "policy", "second");
            query(server.port(), "ca", "ca", "first's", "create table kept (id int)");
        }

        // When
        try (var server = PostgresServer.start(settings)) {
            server.ensureDatabase("ca", "ca", "changed");

            // Then
            query(server.port(), "ca", "ca", "changed", "insert into kept values (1)");
            assertThat(refused(server.port(), "ca", "policy", "second")).contains("permission denied");

            // And: a role that may connect has what the owner grants it and no more
            server.ensureUser("ca", "policy", "second");
            query(server.port(), "ca", "ca", "changed", "grant insert on kept to policy");
            query(server.port(), "ca", "policy", "second", "insert into kept values (2)");
            assertThat(setting(server.port(), "fsync")).isEqualTo("on");
        }
    }

    @Test
    void aKilledDatabaseComesBackThoughOneOfItsProcessesIsSlowToGo(@TempDir Path home) throws Exception {
        // Given: a process that does not notice yet that its server is gone, and holds its shared memory
        var settings = new PostgresServer.Settings(
                home.resolve("data"), home.resolve("postgres.log"), Ports.free(), "super", true);
        var killed = PostgresServer.start(settings);
        var backend = backend(killed.port());
        signal("STOP", backend);
        killed.process().destroyForcibly().waitFor();

        // When
        var next = CompletableFuture.supplyAsync(() -> start(settings, Duration.ofMinutes(1)));
        await().until(() -> Files.readString(settings.log()).contains("is still in use"));
        signal("CONT", backend);

        // Then
        try (var server = next.get()) {
            assertThat(setting(server.port(), "fsync")).isEqualTo("on");
        }
    }

    @Test
    void aDatabaseThatTakesLongToRecoverIsWaitedFor(@TempDir Path home) throws Exception {
        // Given: one that recovers until it is stopped
        var settings = new PostgresServer.Settings(
                home.resolve("data"), home.resolve("postgres.log"), Ports.free(), "super", true);
        PostgresServer.start(settings).close();
        Files.writeString(settings.data().resolve("postgresql.auto.conf"), "hot_standby = off\n");
        Files.createFile(settings.data().resolve("standby.signal"));

        // When
        var patience = Duration.ofSeconds(5);
        var next = CompletableFuture.supplyAsync(() -> start(settings, patience));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Files.readString(settings.log()).contains("entering standby mode"));
        await().atMost(patience.multipliedBy(3)).during(patience.plusSeconds(2)).until(() -> !next.isDone());
        Files.createFile(settings.data().resolve("promote"));
        signal("USR1", postmaster(settings));

        // Then
        try (var server = next.get()) {
            assertThat(setting(server.port(), "hot_standby")).isEqualTo("off");
        }
    }

    @Test
    void aBrokerWhoseParentIsGoneBeforeItIsReadyEnds(@TempDir Path home) throws Exception {
        // Given
        var settings = new KafkaServer.Settings(home.resolve("data"), home.resolve("kafka.log"), Ports.free(), 1);
        var broker = new ProcessBuilder(KafkaServer.command(settings))
                .redirectError(settings.log().toFile())
                .start();

        // When
        broker.getOutputStream().close();
        broker.getInputStream().close();

        // Then
        assertThat(broker.onExit()).succeedsWithin(Duration.ofMinutes(1));
    }

    @Test
    void topicsOfTheSandboxSurviveARestart(@TempDir Path home) throws Exception {
        // Given
        var settings = new KafkaServer.Settings(home.resolve("data"), home.resolve("kafka.log"), Ports.free(), 2);
        try (var server = KafkaServer.start(settings);
                var admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
        }

        // When
        try (var server = KafkaServer.start(settings)) {

            // Then
            assertThat(topics(Map.of("kafka.bootstrap.servers", server.bootstrapServers())))
                    .contains("kept");
        }
    }

    private static long postmaster(PostgresServer.Settings settings) throws IOException {
        return Long.parseLong(
                Files.readAllLines(settings.data().resolve("postmaster.pid")).getFirst());
    }

    private static PostgresServer start(PostgresServer.Settings settings, Duration patience) {
        try {
            return PostgresServer.start(settings, patience);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The process behind a connection that is left open. */
    private static long backend(int port) throws Exception {
        var url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
        var connection = DriverManager.getConnection(url, "postgres", "super");
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select pg_backend_pid()")) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private static void signal(String name, long pid) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static String postgresVersion(Map<String, String> settings) throws Exception {
        var url = "jdbc:" + settings.get("quarkus.datasource.reactive.url");
        var user = settings.get("quarkus.datasource.username");
        try (var connection = DriverManager.getConnection(url, user, settings.get("quarkus.datasource.password"))) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    private static Iterable<String> topics(Map<String, String> settings) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", settings.get("kafka.bootstrap.servers")))) {
            return admin.listTopics().names().get();
        }
    }

    private static void query(int port, String database, String role, String password, String sql) throws Exception {
        var url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
        try (var connection = DriverManager.getConnection(url, role, password);
                var statement = connection.createStatement()) {
            assertThat(statement.execute(sql)).isFalse();
        }
    }

    private static String refused(int port, String database, String role, String password) {
        try {
            query(port, database, role, password, "select 1");
            return "accepted";
        } catch (Exception e) {
            return e.getMessage();
        }
    }

    private static String setting(int port, String name) throws Exception {
        var url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
        try (var connection = DriverManager.getConnection(url, "postgres", "super");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("show " + name)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
