package dev.hallmark.console.signin;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/** The users of a sandbox, by name. */
@ApplicationScoped
class SandboxUsers {

    private static final String PRODUCTION = "prod";

    private final Map<String, SandboxUser> users;

    SandboxUsers(SandboxSettings settings) {
        settings.usersFile().ifPresent(file -> refuseProduction(profiles()));
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

    static void refuseProduction(List<String> profiles) {
        if (profiles.contains(PRODUCTION)) {
            throw new IllegalStateException("hallmark.console.sandbox.users-file is refused in the production profile: "
                    + "people sign in with an OIDC provider there. Leave it out.");
        }
    }

    private static List<String> profiles() {
        return ConfigProvider.getConfig().unwrap(SmallRyeConfig.class).getProfiles();
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
