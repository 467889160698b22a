package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.endtoend.system.Browser;
import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Sandbox;
import dev.hallmark.endtoend.system.Visitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People and programs sign in at a real Keycloak: in Chromium, from the command line, and by hand. */
class KeycloakIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BATCH = "keycloak spring";

    @TempDir
    private static Path directory;

    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        var home = Sandbox.newHome("keycloak-sandbox");
        // Unpacked and prepared beforehand: that is no part of a start.
        assertThat(Commands.run(Sandbox.hallmark(home, "up", "--keycloak", "--help")))
                .contains("--keycloak");
        sandbox = Sandbox.start(home, "--keycloak");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void whoSignsInAtKeycloakSeesAndDoesWhatTheirRoleAllowsUntilTheySignOut() throws Exception {
        var visitor = new Visitor();
        try (var browser = new Browser(sandbox)) {
            // When: an operator asks for a page, and signs in on the way
            browser.open("/batches/new");
            browser.find("#kc-login");
            browser.picture("keycloak-sign-in");
            browser.signInAtKeycloak("operator");

            // Then
            assertThat(browser.address()).endsWith("/batches/new");
            browser.field("name").type(BATCH);
            browser.find("main form [type=submit]").click();
            browser.find("main h1").shows(BATCH);
            browser.open("/");
            browser.examine("keycloak-overview");
            browser.find(".frame-person").shows("operator", "default");

            // When
            visitor.take(browser.cookies());
            assertThat(visitor.get(sandbox.address("console") + "/batches").statusCode())
                    .isEqualTo(200);
            browser.find("form[action='/sign-out'] [type=submit]").click();

            // Then: neither the console nor Keycloak knows them any more
            await().atMost(PATIENCE).until(() -> browser.address().endsWith("/signed-out"));
            browser.examine("signed-out");
            assertThat(visitor.get(sandbox.address("console") + "/batches").statusCode())
                    .isEqualTo(303);
            browser.open("/batches");
            assertThat(browser.find("#kc-login").isDisplayed()).isTrue();

            // When: a viewer
            browser.signInAtKeycloak("viewer");

            // Then
            assertThat(browser.text()).contains(BATCH);
            assertThat(browser.count("a[href='/batches/new'], form[action='/batches']"))
                    .isZero();
            browser.find("form[action='/sign-out'] [type=submit]").click();
            await().atMost(PATIENCE).until(() -> browser.address().endsWith("/signed-out"));

            // When: somebody of the second tenant
            browser.open("/batches");
            browser.signInAtKeycloak("operator@other");

            // Then
            browser.find(".frame-person").shows("operator@other", "other");
            assertThat(browser.text()).doesNotContain(BATCH);
        }
    }

    @Test
    void anAnswerOfKeycloakIsGoodOnceAndForTheBrowserThatAsked() throws Exception {
        // Given
        var visitor = new Visitor();
        var keycloak = visitor.follow(sandbox.address("console") + "/sign-in");
        var callback = visitor.signInAtKeycloak(keycloak, "viewer", sandbox.password("viewer"));
        assertThat(callback).startsWith(sandbox.address("console") + "/sign-in/callback?");

        // When
        var elsewhere = new Visitor().get(callback);
        var wrongState = visitor.get(callback.replaceAll("state=[^&]+", "state=" + "A".repeat(43)));
        var copied = visitor.copy();
        var done = visitor.get(callback);
        var again = visitor.get(callback);
        var replayed = copied.get(callback);

        // Then
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        assertThat(wrongState.statusCode()).isEqualTo(400);
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(replayed.statusCode()).isEqualTo(400);
        assertThat(visitor.get(sandbox.address("console") + "/").statusCode()).isEqualTo(200);
    }

    @Test
    void theCommandLineLogsInWithASecret() throws Exception {
        // Given
        var secret = Files.writeString(directory.resolve("secret"), sandbox.secret("keycloak.machine"));

        // When
        var asProgram = ctl("machine", login("hallmark-machine", "--client-secret-file", secret.toString()));

        // Then
        assertThat(Commands.run(asProgram)).contains("Logged in to " + sandbox.address("console"), "in tenant default");
        assertThat(Commands.run(ctl("machine", List.of("policies", "list", "-o", "name"))))
                .contains("mosquitto-local");
    }

    private static List<String> login(String client, String... more) {
        return Stream.concat(
                        Stream.of(
                                "login",
                                "--server",
                                sandbox.address("console").toString(),
                                "--issuer",
                                sandbox.address("issuer").toString(),
                                "--client-id",
                                client),
                        Stream.of(more))
                .toList();
    }

    private static ProcessBuilder ctl(String who, List<String> arguments) {
        var command = sandbox.hallmark(
                Stream.concat(Stream.of("ctl"), arguments.stream()).toArray(String[]::new));
        command.environment().put("XDG_CONFIG_HOME", directory.resolve(who).toString());
        return command;
    }
}
