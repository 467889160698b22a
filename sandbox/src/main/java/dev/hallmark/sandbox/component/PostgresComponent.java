package dev.hallmark.sandbox.component;

import dev.hallmark.embedded.PostgresServer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** PostgreSQL with a database and a role per service. */
public record PostgresComponent(PostgresServer.Settings settings, List<Database> databases) implements Component {

    /**
     * A database and who uses it.
     *
     * @param owner the role that owns it
     * @param user the role of its service, which may be the owner
     */
    public record Database(String name, Role owner, Role user) {}

    /** A role. */
    public record Role(String name, String password) {}

    public PostgresComponent {
        databases = List.copyOf(databases);
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
            for (var database : databases) {
                var owner = database.owner();
                var user = database.user();
                server.ensureDatabase(database.name(), owner.name(), owner.password());
                server.ensureUser(database.name(), user.name(), user.password());
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
