package dev.hallmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.testkit.FakeService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyCommandsTest {

    @TempDir
    private Path home;

    @AutoClose
    private final FakeService service = new FakeService();

    private final Terminal terminal = new Terminal().at(service);

    private static final String POLICY =
            """
            {"id":"00000000-0000-0001-0000-000000000002","name":"field","version":3,
             "target":{"kind":"mosquitto","settings":{"host":"localhost","port":8883}},
             "certificate":{"profile":"default"},"attestation":{"allowUnbound":false},
             "createdAt":"2026-11-28T10:00:00Z","changedAt":"2026-11-28T11:00:00Z"}
            """;
    private static final String PATH = "/api/policy/v1/policies/00000000-0000-0001-0000-000000000002";

    @Test
    void aPolicyIsCreatedFromYaml() throws IOException {
        service.answers(201, POLICY);

        assertThat(terminal.run("policies", "create", "-f", file("port: 8883"))).isZero();

        assertThat(service.request().line()).isEqualTo("POST /api/policy/v1/policies");
        assertThat(service.request().body())
                .contains("\"name\":\"field\"", "\"kind\":\"mosquitto\"", "\"port\":8883")
                .doesNotContain("null");
        assertThat(terminal.out()).containsPattern("(?m)^target.settings.port +8883$");
    }

    @ParameterizedTest
    @CsvSource({
        "'name: field\ntarget: {kind: mosquitto}\nprofil: x', unknown member profil",
        "'name: field', a policy has a name and a target",
        "'name: [', line 1",
        "'', a policy has a name and a target"
    })
    void aFileThatIsNoPolicyIsExplainedAndSentNowhere(String text, String explained) throws IOException {
        var file = Files.writeString(home.resolve("policy.yaml"), text.replace("\\n", "\n"));

        assertThat(terminal.run("policies", "create", "-f", file.toString())).isEqualTo(ExitCode.USAGE.number());

        assertThat(terminal.err()).contains(file.toString(), explained);
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void aPolicyIsFoundByItsName() {
        service.answers(200, list());

        assertThat(terminal.run("policies", "show", "field", "-o", "name")).isZero();

        assertThat(terminal.out()).isEqualTo("field\n");
        service.answers(200, list());
        assertThat(terminal.run("policies", "show", "nope")).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(terminal.err()).contains("there is no policy nope");
    }

    @Test
    void aPolicyIsUpdatedOnlyWhileItHasThisVersion() throws IOException {
        service.answers(200, list()).answers(200, POLICY);

        assertThat(terminal.run("policies", "update", "field", "-f", file("port: 1883"), "--if-version", "3"))
                .isZero();

        assertThat(service.request().line()).isEqualTo("PUT " + PATH);
        assertThat(service.request().header("If-match")).isEqualTo("\"3\"");
    }

    @Test
    void applyingAFileCreatesItsPolicyOrUpdatesIt() throws IOException {
        service.answers(200, "{\"items\":[]}")
                .answers(201, POLICY)
                .answers(200, list())
                .answers(200, POLICY);

        assertThat(terminal.run("policies", "apply", "-f", file("port: 1"))).isZero();
        assertThat(service.request().line()).isEqualTo("POST /api/policy/v1/policies");
        assertThat(terminal.run("policies", "apply", "-f", file("port: 2"))).isZero();
        assertThat(service.request().line()).isEqualTo("PUT " + PATH);
    }

    @Test
    void aPreviewThatWouldNotBeAcceptedFails() throws IOException {
        service.answers(200, list())
                .answers(
                        200,
                        """
                        {"version":3,"valid":false,"errors":[{"field":"target.settings.port","reason":"is no port"}],
                         "changes":[],"devices":{"onboarded":2},"certificates":2}
                        """);

        assertThat(terminal.run("policies", "preview", "field", "-f", file("port: 0")))
                .isEqualTo(ExitCode.FAILED.number());

        assertThat(service.request().line()).isEqualTo("POST " + PATH + "/dry-run");
        assertThat(terminal.out()).contains("is no port").containsPattern("(?m)^devices.onboarded +2$");
    }

    @Test
    void versionsAreListedAndOneIsShown() {
        var version =
                """
                {"version":2,"target":{"kind":"mosquitto","settings":{}},"certificate":{"profile":"brief"},
                 "attestation":{},"changedBy":"ann","changedAt":"2026-11-28T10:00:00Z"}
                """;
        service.answers(200, list())
                .answers(200, "{\"items\":[%s]}".formatted(version))
                .answers(200, list())
                .answers(200, version);

        assertThat(terminal.run("policies", "versions", "field")).isZero();
        assertThat(terminal.out()).containsPattern("2 +mosquitto +brief +2026-11-28T10:00:00Z +ann");
        assertThat(terminal.run("policies", "versions", "field", "2", "-o", "json"))
                .isZero();
        assertThat(service.request().line()).isEqualTo("GET " + PATH + "/versions/2");
    }

    @Test
    void targetsAreListedAndShownWithTheirSchema() {
        var targets =
                """
                {"items":[{"kind":"mosquitto","settingsSchema":{"type":"object","properties":{"port":{},"host":{}}}}]}
                """;
        service.answers(200, targets).answers(200, targets).answers(200, targets);

        assertThat(terminal.run("targets", "list")).isZero();
        assertThat(terminal.out()).contains("mosquitto  host, port");
        assertThat(terminal.run("targets", "show", "mosquitto", "-o", "json")).isZero();
        assertThat(terminal.out()).contains("\"settingsSchema\"");
        assertThat(terminal.run("targets", "show", "nope")).isEqualTo(ExitCode.NOT_FOUND.number());
    }

    private String file(String setting) throws IOException {
        return Files.writeString(
                        home.resolve("policy.yaml"),
                        "name: field\ntarget:\n  kind: mosquitto\n  settings: {host: localhost, %s}\n"
                                .formatted(setting))
                .toString();
    }

    private static String list() {
        return "{\"items\":[%s]}".formatted(POLICY);
    }
}
