package dev.hallmark.console;

import dev.hallmark.testkit.Pem;
import dev.hallmark.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a sandbox gives the console: users, the key of their tokens, a key for sessions, services. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

    static final String PASSWORD = "correct-horse";

    private static final Path HOME = Path.of("target", "surroundings");
    static final Path LINKS = HOME.resolve("links");
    private static final String USERS =
            """
            # name role tenant password
            viewer    viewer    default  correct-horse
            operator  operator  default  correct-horse
            approver  approver  default  correct-horse
            factory   factory   default  correct-horse
            auditor   auditor   default  correct-horse
            admin     admin     default  correct-horse
            brute     viewer    default  correct-horse
            """;

    private FakeServices services;

    @Override
    public Map<String, String> start() {
        try {
            Files.createDirectories(HOME);
            var pair = TestKeys.rsa();
            Files.writeString(HOME.resolve("users"), USERS);
            Files.writeString(
                    HOME.resolve("key.pem"),
                    Pem.of("PRIVATE KEY", pair.getPrivate().getEncoded()));
            services = FakeServices.start();
            var encoder = Base64.getEncoder();
            Files.deleteIfExists(LINKS);
            var settings = new HashMap<String, String>();
            settings.put(
                    "quarkus.oidc.public-key",
                    encoder.encodeToString(pair.getPublic().getEncoded()));
            settings.put("hallmark.console.session.key", encoder.encodeToString(new byte[32]));
            settings.put("hallmark.console.session.secure-cookie", "false");
            settings.put("hallmark.console.sandbox.attempts-per-address", "1000");
            settings.put(
                    "hallmark.console.sandbox.users-file", HOME.resolve("users").toString());
            settings.put("hallmark.console.sandbox.links-file", LINKS.toString());
            settings.put(
                    "hallmark.console.sandbox.key-file", HOME.resolve("key.pem").toString());
            for (var service : List.of("registry", "policy", "ca", "audit")) {
                settings.put("hallmark.console.services." + service, services.url());
            }
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        services.close();
    }
}
