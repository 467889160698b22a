package dev.hallmark.endtoend.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A backup of a sandbox, made and restored by the scripts of {@code deploy/backup}. */
public final class Backup {

    private static final List<String> DATABASES = Service.names(Service::hasDatabase);

    private static final List<String> KEYSTORES = List.of("ca", "audit");

    private final Sandbox sandbox;
    private final Path directory;

    /** @param directory where it is kept; it does not exist yet */
    public Backup(Sandbox sandbox, Path directory) {
        this.sandbox = sandbox;
        this.directory = directory;
    }

    /** Dumps the databases, and then copies the keystores; skips the test on a machine whose pg_dump is too old. */
    public void take() {
        var dumped = Commands.tryRun(script("dump.sh", databases().toString()));
        assumeThat(dumped.output()).doesNotContain("pg_dump is of version");
        assertThat(dumped.status()).as(dumped.output()).isZero();
        KEYSTORES.forEach(service -> copy(keystore(service), kept(service)));
    }

    /** When its first database was dumped. */
    public String begun() {
        try {
            return Files.readString(databases().resolve("begun")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brings databases and keystores back; no service runs. */
    public void restore() {
        Commands.run(script("restore.sh", databases().toString()));
        KEYSTORES.forEach(service -> copy(kept(service), keystore(service)));
    }

    /** Has consumers read again what was published since. */
    public Commands.Result rewind() {
        return Commands.tryRun(script("rewind-consumers.sh", begun()));
    }

    /** What happened since and is not everywhere. */
    public Commands.Result compare() {
        return Commands.tryRun(script("compare.sh", begun()));
    }

    /** Enters certificates that were issued since. */
    public String enterCertificates() {
        return Commands.run(script("enter-certificates.sh", begun()));
    }

    /** Loses databases and keystores. */
    public void destroy() {
        for (var database : DATABASES) {
            Commands.run(environment(new ProcessBuilder(
                    "psql", "-X", "-q", "-d", "postgres", "-c", "drop database %s with (force)".formatted(database))));
        }
        KEYSTORES.forEach(service -> delete(keystore(service)));
    }

    private ProcessBuilder script(String name, String... arguments) {
        var program = Sandbox.PROJECT.resolve("deploy/backup").resolve(name).toString();
        return environment(new ProcessBuilder(
                Stream.concat(Stream.of(program), Stream.of(arguments)).toList()));
    }

    private ProcessBuilder environment(ProcessBuilder command) {
        var postgres = sandbox.postgres();
        var variables = command.environment();
        variables.put("PGHOST", postgres.getHost());
        variables.put("PGPORT", Integer.toString(postgres.getPort()));
        variables.put("PGUSER", "postgres");
        variables.put("PGPASSWORD", sandbox.secret("database.superuser"));
        variables.put("KAFKA", sandbox.kafka());
        variables.put(
                "PATH", String.join(":", clients().toString(), kafkaTools().toString(), variables.get("PATH")));
        return command;
    }

    /** Where {@code ./hallmark test} puts clients that are as new as the server, if there were none. */
    private static Path clients() {
        var cache = System.getenv("XDG_CACHE_HOME");
        var base =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("hallmark/postgresql-client/bin");
    }

    /** Kafka's own script finds its jars in its own distribution, which is not here. */
    private Path kafkaTools() {
        var programs = directory.resolve("bin");
        var program = programs.resolve("kafka-consumer-groups.sh");
        try {
            Files.createDirectories(programs);
            Files.writeString(
                    program,
                    """
                    #!/bin/sh
                    exec '%s/bin/java' -cp '%s' org.apache.kafka.tools.consumer.group.ConsumerGroupCommand "$@"
                    """
                            .formatted(System.getProperty("java.home"), System.getProperty("java.class.path")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Commands.run("chmod", "+x", program.toString());
        return programs;
    }

    private Path databases() {
        return directory.resolve("databases");
    }

    private Path keystore(String service) {
        return sandbox.home().resolve("data").resolve(service).resolve("keys.p12");
    }

    private Path kept(String service) {
        return directory.resolve(service + ".p12");
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
