package dev.hallmark.endtoend.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;

/**
 * What the next version does to a service's database: every table of this version gets a column, by a migration of its own, and
 * there is one more table.
 */
public final class NextSchema {

    private static final Path EVENTS = Sandbox.PROJECT.resolve("messaging/src/main/resources/db/events");
    private static final Set<String> OF_EVENTS = Set.of("outbox", "inbox");
    private static final String TABLES =
            "select tablename from pg_tables where schemaname = 'public' and tablename <> 'flyway_schema_history'"
                    + " order by 1";

    /** Later than all of this version in their line: events below 1000, a service's own from there. */
    private static final int NEXT_OF_EVENTS = 900;

    private static final int NEXT_OF_SERVICE = 9000;

    private final Sandbox sandbox;

    public NextSchema(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Migrates the databases of all services; how many migrations that took. */
    public int migrate() {
        return Service.all().stream()
                .filter(Service::hasDatabase)
                .mapToInt(this::migrate)
                .sum();
    }

    private int migrate(Service service) {
        try {
            var role = service.given().contains("owner") ? service.name() + "_owner" : service.name();
            var url = "jdbc:" + sandbox.postgres() + "/" + service.name();
            var password = sandbox.secret("database." + role);
            var own = Sandbox.PROJECT.resolve(service.module()).resolve("src/main/resources/db/migration");
            var next = write(service, tables(url, role, password));
            return Flyway.configure()
                    .dataSource(url, role, password)
                    .locations("filesystem:" + EVENTS, "filesystem:" + own, "filesystem:" + next)
                    .outOfOrder(true)
                    .placeholders(Map.of("service", service.name()))
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(service.name(), e);
        }
    }

    private static List<String> tables(String url, String role, String password) throws SQLException {
        var tables = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(url, role, password);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private Path write(Service service, List<String> tables) throws IOException {
        var directory = sandbox.home().resolve("next-schema").resolve(service.name());
        Commands.deleteRecursively(directory);
        Files.createDirectories(directory);
        for (int number = 0; number < tables.size(); number++) {
            var table = tables.get(number);
            int version = (OF_EVENTS.contains(table) ? NEXT_OF_EVENTS : NEXT_OF_SERVICE) + number;
            write(directory, version, "alter table %s add column of_the_next_version text;".formatted(table));
        }
        write(directory, NEXT_OF_SERVICE + tables.size(), "create table of_the_next_version (id text primary key);");
        return directory;
    }

    private static void write(Path directory, int version, String statement) {
        try {
            Files.writeString(directory.resolve("V%04d__next.sql".formatted(version)), statement);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
