package dev.hallmark.operator.audit;

import dev.hallmark.embedded.Ports;
import dev.hallmark.embedded.PostgresServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A database for one test, which may kill it. */
public final class OwnDatabase implements QuarkusTestResourceLifecycleManager {

    private static final Path HOME = Path.of("target", "own-database").toAbsolutePath();
    private static final String PASSWORD = "hallmark";

    private PostgresServer server;

    /** Replaces the one that all tests share. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        try {
            server = PostgresServer.start(new PostgresServer.Settings(
                    HOME.resolve("postgres"), HOME.resolve("postgres.log"), Ports.free(), PASSWORD, false));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return Map.of("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:%d/postgres".formatted(server.port()));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** Kills it as the kernel would. */
    static void kill() throws IOException {
        var pid = Files.readAllLines(HOME.resolve("postgres/postmaster.pid")).getFirst();
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
    }
}
