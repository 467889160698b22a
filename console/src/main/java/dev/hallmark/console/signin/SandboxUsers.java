package dev.hallmark.console.signin;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The users of a sandbox, by name. */
@ApplicationScoped
class SandboxUsers {

    private final Map<String, SandboxUser> users;

    SandboxUsers(SandboxSettings settings) {
        this.users = settings.usersFile().map(SandboxUsers::read).orElse(Map.of());
    }

    /** A file that is missing or must not be used ends the start, not somebody's sign-in. */
    void open(@Observes StartupEvent start) {}

    /** Whether anybody signs in here. */
    boolean exist() {
        return !users.isEmpty();
    }

    Optional<SandboxUser> named(String name) {
        return Optional.ofNullable(users.get(name));
    }

    /** The user of this name and password; an unknown name takes as long as a wrong password. */
    Optional<SandboxUser> find(String name, String password) {
        var user = named(name);
        var expected = user.map(SandboxUser::password).orElse("");
        var equal = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
        return user.filter(known -> equal && !expected.isEmpty());
    }

    private static Map<String, SandboxUser> read(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(SandboxUser::parse)
                    .collect(Collectors.toUnmodifiableMap(SandboxUser::name, Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException("hallmark.console.sandbox.users-file cannot be read: " + file, e);
        }
    }
}
