package dev.hallmark.sandbox.component;

import dev.hallmark.embedded.PostgresServer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * PostgreSQL with a database and a role per service.
 *
 * @param databases the password of each database's role; the role has the database's name
 */
public record PostgresComponent(PostgresServer.Settings settings, Map<String, String> databases) implements Component {
    public PostgresComponent {
        databases = Map.copyOf(databases);
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String address() {
        return "127.0.0.1:" + settings.port();
    }

    @Override
    public Set<String> after() {
        return Set.of();
    }

    @Override
    public void start(Consumer<Running> spawned) throws IOException, InterruptedException {
        var server = PostgresServer.start(settings);
        try {
            for (var database : databases.entrySet()) {
                server.ensureDatabase(database.getKey(), database.getKey(), database.getValue());
            }
        } catch (SQLException e) {
            server.close();
            throw new IOException("cannot prepare its databases: " + e.getMessage(), e);
        }
        spawned.accept(new Server(server));
    }

    private record Server(PostgresServer server) implements Running {
        @Override
        public Process process() {
            return server.process();
        }

        @Override
        public void stop() {
            server.close();
        }
    }
}
