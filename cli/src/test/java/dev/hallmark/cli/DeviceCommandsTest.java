package dev.hallmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.testkit.FakeService;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceCommandsTest {

    @AutoClose
    private final FakeService service = new FakeService();

    private final Terminal terminal = new Terminal().at(service);

    @Test
    void aListIsReadOverItsPagesUpToTheLimit() {
        service.answers(200, "{\"items\":[%s],\"next\":\"two\"}".formatted(device("aa", "onboarded")))
                .answers(200, "{\"items\":[%s],\"next\":\"three\"}".formatted(device("bb", "revoked")));

        assertThat(terminal.run(
                        "devices", "list", "--batch", "spring", "--state", "onboarded", "-q", "dev-", "--limit", "2"))
                .isZero();

        assertThat(terminal.out().lines())
                .satisfiesExactly(
                        heading -> assertThat(heading).startsWith("DEVICE ").contains("STATE", "BATCH"),
                        first -> assertThat(first).startsWith("dev-aa  onboarded"),
                        second -> assertThat(second).startsWith("dev-bb  revoked"));
        assertThat(terminal.err()).contains("more than these 2", "--all");
        assertThat(lines())
                .containsExactly(
                        "GET /api/registry/v1/devices?batch=spring&state=onboarded&q=dev-&limit=2",
                        "GET /api/registry/v1/devices?batch=spring&state=onboarded&q=dev-&limit=1&cursor=two");
    }

    @Test
    void aListIsOneDocumentOfJson() throws IOException {
        service.answers(200, "{\"items\":[%s],\"next\":\"two\"}".formatted(device("aa", "onboarded")))
                .answers(200, "{\"items\":[%s]}".formatted(device("bb", "revoked")));

        assertThat(terminal.run("devices", "list", "--all", "-o", "json")).isZero();

        var read = new ObjectMapper().readTree(terminal.out());
        assertThat(read.findValuesAsText("commonName")).containsExactly("dev-aa", "dev-bb");
        assertThat(read.path(0).path("registeredAt").asText()).isEqualTo("2026-11-28T10:00:00Z");
        assertThat(read.path(0).has("serial")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"json, '[]'", "yaml, '[]'", "name, ''", "table, ''"})
    void anEmptyListIsValidInEveryFormat(String format, String printed) {
        service.answers(200, "{\"items\":[]}");

        assertThat(terminal.run("devices", "list", "-o", format)).isZero();

        assertThat(terminal.out().strip()).isEqualTo(printed);
    }

    @Test
    void namesAreForScripts() {
        service.answers(200, "{\"items\":[%s,%s]}".formatted(device("aa", "onboarded"), device("bb", "revoked")));

        terminal.run("devices", "list", "-o", "name");

        assertThat(terminal.out()).isEqualTo("dev-aa\ndev-bb\n");
    }

    @Test
    void aDeviceIsShownWithAllItsMembers() {
        service.answers(200, device("aa", "onboarded")).answers(200, device("aa", "onboarded"));

        terminal.run("devices", "show", "dev-aa");
        assertThat(terminal.out()).containsPattern("(?m)^commonName +dev-aa$").containsPattern("(?m)^generation +2$");

        terminal.run("devices", "show", "dev-aa", "-o", "yaml");
        assertThat(terminal.out()).contains("commonName: dev-aa\n", "registeredAt: 2026-11-28T10:00:00Z\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u001b", "\\u009b", "\\u202e", "\\u200b", "\\u2028", "\\n", "\\udb40\\udc01"})
    void whatADeviceBringsCannotMoveTheCursorNorTurnTheLine(String unseen) throws IOException {
        // Given
        var character = new ObjectMapper().readValue('"' + unseen + '"', String.class);
        var device = device("a" + unseen + "[2J", "onboarded");
        var list = "{\"items\":[%s]}".formatted(device);
        var printed = "a%s[2J"
                .formatted(character.chars().mapToObj("\\u%04X"::formatted).collect(Collectors.joining()));

        // When
        for (var command : List.of("show dev", "list", "list -o name", "show dev -o name")) {
            service.answers(200, command.startsWith("list") ? list : device);
            terminal.run(("devices " + command).split(" ", -1));

            // Then
            assertThat(terminal.out()).as(command).contains("dev-" + printed);
        }

        // When
        service.answers(200, fact("a" + unseen + "[2J"));
        terminal.run("devices", "timeline", "dev");

        // Then
        assertThat(terminal.out()).contains(printed + " b");

        // When
        service.answers(200, device);
        terminal.typing("n\n").run("devices", "revoke", "dev", "--reason", "lost");

        // Then
        assertThat(terminal.err()).contains("dev-" + printed + " (onboarded)");

        // When
        service.answers(409, "{\"detail\":\"a%s[2J\"}".formatted(unseen));
        terminal.run("devices", "show", "dev");

        // Then
        assertThat(terminal.err()).contains("error: " + printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u001b",
                "\\u007f",
                "\\u009b",
                "\\u202e",
                "\\u200b",
                "\\u2028",
                "\\udb40\\udc01",
                "\\n\\t\\u202e"
            })
    void documentsSayTheSameWithoutIt(String unseen) throws IOException {
        // Given
        var character = new ObjectMapper().readValue('"' + unseen + '"', String.class);
        var name = "dev-a" + character + ": b";
        var device = device("a" + unseen + ": b", "onboarded");

        for (var mapper :
                Map.of("json", new ObjectMapper(), "yaml", new YAMLMapper()).entrySet()) {
            for (var command : List.of("show dev", "list")) {
                // When
                service.answers(200, command.equals("list") ? "{\"items\":[%s]}".formatted(device) : device);
                terminal.run(("devices " + command + " -o " + mapper.getKey()).split(" ", -1));

                // Then
                var read = mapper.getValue().readTree(terminal.out());
                assertThat((read.isArray() ? read.path(0) : read)
                                .path("commonName")
                                .asText())
                        .isEqualTo(name);
                assertThat(terminal.out()).doesNotContain(character.replace("\n", ""));
            }

            // When
            service.answers(200, fact("a" + unseen));
            terminal.run("devices", "timeline", "dev", "-o", mapper.getKey());

            // Then
            var facts = mapper.getValue().readTree(terminal.out()).path(0).path("facts");
            assertThat(facts.path("a" + character).asText()).isEqualTo("b");
        }
    }

    @Test
    void aStateIsWaitedFor() {
        service.answers(200, device("aa", "enrolled")).answers(200, device("aa", "onboarded"));

        assertThat(terminal.run("devices", "show", "dev-aa", "--wait", "onboarded", "-o", "json"))
                .isZero();

        assertThat(terminal.out()).contains("\"state\" : \"onboarded\"");
    }

    @Test
    void whatDoesNotHappenInTimeHasAnExitCodeOfItsOwn() {
        service.answers(200, device("aa", "enrolled"));

        assertThat(terminal.run("devices", "show", "dev-aa", "--wait", "onboarded", "--timeout", "0s"))
                .isEqualTo(ExitCode.TIMED_OUT.number());

        assertThat(terminal.err()).contains("waited 0s in vain until device dev-aa is onboarded");
    }

    @Test
    void aTimelineIsListed() {
        service.answers(
                200,
                """
                {"items":[{"id":"00000000-0000-0001-0000-000000000002","at":"2026-11-28T10:00:00.123Z",
                           "event":"certificate.issued","actor":"ca","facts":{"serial":"1f","profile":"default"}}]}
                """);

        assertThat(terminal.run("devices", "timeline", "dev-aa")).isZero();

        assertThat(terminal.out())
                .containsPattern("2026-11-28T10:00:00Z  certificate.issued  ca +profile default, serial 1f");
        assertThat(lines()).containsExactly("GET /api/registry/v1/devices/dev-aa/timeline?limit=100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspend", "resume", "revoke", "retire", "re-enrol"})
    void aLifecycleCommandIsSentForEachDeviceAfterAllWereFound(String command) {
        service.answers(200, device("aa", "onboarded"))
                .answers(200, device("bb", "onboarded"))
                .answers(200, device("aa", "changed"))
                .answers(200, device("bb", "changed"));

        assertThat(terminal.run("devices", command, "dev-aa", "dev-bb", "--reason", "stolen", "--yes"))
                .isZero();

        assertThat(lines())
                .containsExactly(
                        "GET /api/registry/v1/devices/dev-aa",
                        "GET /api/registry/v1/devices/dev-bb",
                        "POST /api/registry/v1/devices/aa/" + command,
                        "POST /api/registry/v1/devices/bb/" + command);
        assertThat(service.request().body()).isEqualTo("{\"reason\":\"stolen\"}");
    }

    @Test
    void aPersonIsAskedAndToldWhatItAffects() {
        service.answers(200, device("aa", "onboarded"));

        assertThat(terminal.typing("n\n").run("devices", "revoke", "dev-aa", "--reason", "stolen"))
                .isEqualTo(ExitCode.FAILED.number());

        assertThat(terminal.err()).contains("Revoke: dev-aa (onboarded).", "for good", "[y/N]", "nothing was changed");
        assertThat(lines()).containsExactly("GET /api/registry/v1/devices/dev-aa");
    }

    @Test
    void aPersonWhoAgreesGoesOn() {
        service.answers(200, device("aa", "onboarded")).answers(200, device("aa", "revoked"));

        assertThat(terminal.typing("y\n").run("devices", "revoke", "dev-aa", "--reason", "stolen"))
                .isZero();

        assertThat(service.request().line()).isEqualTo("POST /api/registry/v1/devices/aa/revoke");
    }

    @Test
    void aScriptHasToSayYes() {
        service.answers(200, device("aa", "onboarded"));

        assertThat(terminal.run("devices", "revoke", "dev-aa", "--reason", "stolen"))
                .isEqualTo(ExitCode.USAGE.number());

        assertThat(terminal.err()).contains("--yes");
        assertThat(service.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, FAILED",
        "401, NOT_PERMITTED",
        "403, NOT_PERMITTED",
        "404, NOT_FOUND",
        "409, FAILED",
        "429, UNAVAILABLE",
        "500, FAILED",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE"
    })
    void whatAServiceRefusesHasItsExitCode(int status, ExitCode expected) {
        service.answers(
                status,
                """
                {"type":"https://hallmark.dev/problems/some-code","title":"Some","detail":"this is why",
                 "permission":"devices:read","errors":[{"field":"state","reason":"is none"}]}
                """);

        assertThat(terminal.run("devices", "show", "dev-aa")).isEqualTo(expected.number());

        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err())
                .startsWith("error: this is why\n  state: is none\n  GET " + service.address()
                        + "api/registry/v1/devices/dev-aa was answered " + status + " some-code")
                .doesNotContain("\tat ");
    }

    @Test
    void aMissingPermissionIsNamedWithAWayOut() {
        service.answers(403, "{\"detail\":\"no\",\"permission\":\"devices:read\"}");

        terminal.run("devices", "show", "dev-aa");

        assertThat(terminal.err()).contains("a role that has devices:read", "hallmark-cli whoami");
    }

    @Test
    void aServiceThatIsNotThereIsNamed() {
        service.close();

        assertThat(terminal.run("devices", "list")).isEqualTo(ExitCode.UNAVAILABLE.number());

        assertThat(terminal.err()).contains("no connection to " + service.address());
    }

    private List<String> lines() {
        return service.requests().stream().map(FakeService.Request::line).toList();
    }

    private static String fact(String name) {
        return "{\"items\":[{\"at\":\"2026-11-28T10:00:00Z\",\"event\":\"e\",\"facts\":{\"%s\":\"b\"}}]}"
                .formatted(name);
    }

    private static String device(String id, String state) {
        return """
               {"deviceId":"%s","commonName":"dev-%s","state":"%s","stage":"onboarded","standing":"active",
                "generation":2,"version":7,"registeredAt":"2026-11-28T10:00:00Z"}
               """
                .formatted(id, id, state);
    }
}
