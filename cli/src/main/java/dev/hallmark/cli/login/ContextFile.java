package dev.hallmark.cli.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.client.http.Api;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps the context in a file that nobody but its owner can read, from its first byte on. */
final class ContextFile {

    /** A lock of a file keeps out other processes, and none of the threads of this one. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path file;

    ContextFile(Path directory) {
        this.file = directory.resolve("context.json");
    }

    Path path() {
        return file;
    }

    Optional<Context> read() throws IOException, CommandFailure {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Api.json().readValue(Files.readAllBytes(file), Context.class));
        } catch (JsonProcessingException e) {
            throw new CommandFailure(ExitCode.USAGE, "%s cannot be read; delete it and log in again".formatted(file));
        }
    }

    /** What reads the context and changes it. */
    @FunctionalInterface
    interface Change<T> {
        T run() throws IOException, InterruptedException, CommandFailure;
    }

    /** Runs a change while no other command runs one: of two at once the second sees what the first has left. */
    <T> T exclusively(Change<T> change) throws IOException, InterruptedException, CommandFailure {
        Files.createDirectories(file.getParent(), attribute("rwx------"));
        THREADS.lockInterruptibly();
        try (var channel = FileChannel.open(
                file.resolveSibling("context.lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                attribute("rw-------"))) {
            var ignored = channel.lock(); // until the channel is closed
            return change.run();
        } finally {
            THREADS.unlock();
        }
    }

    /** After a login: what another command renews meanwhile does not come back. */
    void replace(Context context) throws IOException, InterruptedException, CommandFailure {
        var ignored = exclusively(() -> {
            write(context);
            return context;
        });
    }

    /** Replaces the file as a whole: a reader sees the old context or the new one. */
    void write(Context context) throws IOException {
        Files.createDirectories(file.getParent(), attribute("rwx------"));
        var draft = Files.createTempFile(file.getParent(), "context", ".new", attribute("rw-------"));
        Files.write(draft, Api.json().writeValueAsBytes(context));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    boolean delete() throws IOException {
        return Files.deleteIfExists(file);
    }

    private static FileAttribute<Set<PosixFilePermission>> attribute(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
