package dev.hallmark.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A real PostgreSQL as a child process, listening on loopback. */
public final class PostgresServer implements AutoCloseable {
    public static final String SUPERUSER = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LETTING_GO = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** What a server answers that is up, and recovers from a crash: cannot_connect_now. */
    private static final String STARTING = "57P03";

    /** A bulk load is written once rather than at a checkpoint every few seconds; each commit still reaches the disk. */
    private static final List<String> LASTING = settings("shared_buffers=512MB", "max_wal_size=4GB");

    private static final List<String> PASSING =
            settings("shared_buffers=64MB", "fsync=off", "synchronous_commit=off", "full_page_writes=off");

    /**
     * Where and how the server runs.
     *
     * @param durable whether a commit survives a crash of the machine; tests do without, for speed
     */
    public record Settings(Path data, Path log, int port, String password, boolean durable) {}

    private final Settings settings;
    private final Process process;

    private PostgresServer(Settings settings, Process process) {
        this.settings = settings;
        this.process = process;
    }

    /**
     * Creates the data folder at the first start, and returns when connections are accepted. A server that was killed leaves
     * processes that hold its shared memory until they notice, and while they do PostgreSQL does not start: that is tried
     * again for a while. One that says that it is starting is waited for, however long: a recovery that is cut short
     * begins at its beginning.
     */
    public static PostgresServer start(Settings settings) throws IOException, InterruptedException {
        return start(settings, PATIENCE);
    }

    /** Waits {@code patience} for a sign of life. */
    static PostgresServer start(Settings settings, Duration patience) throws IOException, InterruptedException {
        var programs = PostgresBinaries.unpacked().resolve("bin");
        if (!Files.exists(settings.data().resolve("PG_VERSION"))) {
            initialise(programs, settings);
        }
        var killed = Files.exists(settings.data().resolve("postmaster.pid"));
        var deadline = Instant.now().plus(killed ? LETTING_GO : Duration.ZERO);
        while (true) {
            var process = GuardedProcess.start(command(programs, settings), settings.log());
            var server = new PostgresServer(settings, process);
            if (server.comesUp(patience)) {
                return server;
            }
            if (Instant.now().isAfter(deadline)) {
                throw new IOException("PostgreSQL does not accept connections, see " + settings.log());
            }
            Thread.sleep(PAUSE);
        }
    }

    public Process process() {
        return process;
    }

    public int port() {
        return settings.port();
    }

    /** Creates the role and its database where missing, and sets the role's password. */
    public void ensureDatabase(String name, String role, String password) throws SQLException {
        try (var connection = connect()) {
            ensureRole(connection, role, password);
            if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                execute(connection, "create database %s owner %s".formatted(name, role));
                execute(connection, "revoke connect on database %s from public".formatted(name));
            }
        }
    }

    /** Creates a role that may connect to a database of another and has nothing there, where missing; sets its password. */
    public void ensureUser(String database, String role, String password) throws SQLException {
        try (var connection = connect()) {
            ensureRole(connection, role, password);
            execute(connection, "grant connect on database %s to %s".formatted(database, role));
        }
    }

    private static void ensureRole(Connection connection, String role, String password) throws SQLException {
        if (!exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
            execute(connection, "create role %s login".formatted(role));
        }
        execute(connection, "alter role %s password '%s'".formatted(role, password.replace("'", "''")));
    }

    @Override
    public void close() {
        GuardedProcess.interrupt(process, 20);
    }

    private static void initialise(Path programs, Settings settings) throws IOException, InterruptedException {
        Files.createDirectories(settings.data().toAbsolutePath().getParent());
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var password = Files.createTempFile(settings.data().toAbsolutePath().getParent(), "initdb", "", owner);
        try {
            Files.writeString(password, settings.password());
            var command = new ArrayList<>(unprivileged());
            command.addAll(List.of(programs + "/initdb", "-D", settings.data().toString(), "-U", SUPERUSER));
            command.addAll(List.of("--pwfile=" + password, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8"));
            command.add(settings.durable() ? "--data-checksums" : "--no-sync");
            var initdb = GuardedProcess.start(command, settings.log());
            if (initdb.waitFor() != 0) {
                Directories.delete(settings.data());
                throw new IOException("initdb failed, see " + settings.log());
            }
        } finally {
            Files.delete(password);
        }
    }

    private static List<String> command(Path programs, Settings settings) {
        var command = new ArrayList<>(unprivileged());
        command.addAll(List.of(programs + "/postgres", "-D", settings.data().toString()));
        command.addAll(List.of("-h", "127.0.0.1", "-p", Integer.toString(settings.port())));
        command.addAll(List.of("-c", "unix_socket_directories=", "-c", "max_connections=400"));
        command.addAll(List.of("-c", "log_checkpoints=off"));
        command.addAll(settings.durable() ? LASTING : PASSING);
        return command;
    }

    private static List<String> settings(String... settings) {
        return Stream.of(settings).flatMap(setting -> Stream.of("-c", setting)).toList();
    }

    /** PostgreSQL refuses to run as root; a user namespace of its own gives it another user. */
    private static List<String> unprivileged() {
        return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
    }

    private boolean comesUp(Duration patience) throws InterruptedException {
        var deadline = Instant.now().plus(patience);
        while (process.isAlive() && Instant.now().isBefore(deadline)) {
            try (var connection = connect()) {
                if (connection.isValid(5)) {
                    return true;
                }
            } catch (SQLException e) {
                if (STARTING.equals(e.getSQLState())) {
                    deadline = Instant.now().plus(patience);
                }
            }
            Thread.sleep(50);
        }
        process.destroyForcibly();
        return false;
    }

    private Connection connect() throws SQLException {
        var url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(settings.port());
        return DriverManager.getConnection(url, SUPERUSER, settings.password());
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (var running = connection.createStatement()) {
            var ignored = running.execute(statement);
        }
    }
}
