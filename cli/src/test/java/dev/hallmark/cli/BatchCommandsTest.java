package dev.hallmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.testkit.FakeService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchCommandsTest {

    @TempDir
    private Path home;

    @AutoClose
    private final FakeService service = new FakeService();

    private final Terminal terminal = new Terminal().at(service);

    private static final String BATCH =
            """
            {"id":"b1","name":"spring","policy":"p1","policyName":"field","registerOnImport":true,
             "devices":{"onboarded":3,"registered":4},"createdAt":"2026-11-28T10:00:00Z","createdBy":"ann",
             "move":{"id":"m","from":"field","to":"other","state":"completed","moved":7}}
            """;

    @Test
    void aBatchIsCreatedWithWhatIsAskedFor() {
        service.answers(201, BATCH);

        assertThat(terminal.run(
                        "batches",
                        "create",
                        "spring",
                        "--policy",
                        "field",
                        "--register-on-import",
                        "--attribute",
                        "plant=Ulm"))
                .isZero();

        assertThat(service.request().line()).isEqualTo("POST /api/registry/v1/batches");
        assertThat(service.request().body())
                .isEqualTo("{\"name\":\"spring\",\"policy\":\"field\",\"registerOnImport\":true,"
                        + "\"attributes\":{\"plant\":\"Ulm\"}}");
        assertThat(terminal.out()).containsPattern("(?m)^devices.onboarded +3$");
    }

    @Test
    void aPolicyThatWasCreatedAMomentAgoIsWaitedFor() {
        service.answers(422, problem("unknown-policy"))
                .answers(200, "{\"items\":[{\"id\":\"p1\",\"name\":\"field\",\"version\":1}]}")
                .answers(201, BATCH);

        assertThat(terminal.run("batches", "create", "spring", "--policy", "field"))
                .isZero();
    }

    @Test
    void aPolicyThatThereIsNotFailsAtOnce() {
        service.answers(422, problem("unknown-policy")).answers(200, "{\"items\":[]}");

        assertThat(terminal.run("batches", "create", "spring", "--policy", "nope"))
                .isEqualTo(ExitCode.FAILED.number());

        assertThat(terminal.err()).contains("422 unknown-policy");
    }

    @Test
    void aMoveNamesTheDevicesItAffects() {
        service.answers(200, BATCH).answers(202, BATCH).answers(200, BATCH);

        assertThat(terminal.typing("y\n")
                        .run("batches", "move", "spring", "--policy", "other", "--reason", "new cloud", "--wait"))
                .isZero();

        assertThat(terminal.err()).contains("Policy other takes the place of field for the 7 devices of batch spring.");
        assertThat(service.requests().get(1).line()).isEqualTo("POST /api/registry/v1/batches/spring/move");
        assertThat(service.request().line()).isEqualTo("GET /api/registry/v1/batches/spring");
    }

    @Test
    void anImportWithRejectedRowsShowsTheFirstAndSavesAll() throws IOException {
        // Given
        var file = Files.writeString(home.resolve("devices.csv"), "device\naa\nbb\n");
        var rejects = home.resolve("rejects.csv");
        service.answers(202, report("completed", 11)).answers(200, report("completed", 11));

        // When
        var status = terminal.run(
                "batches", "import", "spring", file.toString(), "--dry-run", "--rejects", rejects.toString());

        // Then
        assertThat(status).isEqualTo(ExitCode.FAILED.number());
        var request = service.requests().getFirst();
        assertThat(request.line()).isEqualTo("POST /api/registry/v1/batches/spring/devices?dryRun=true&update=false");
        assertThat(request.header("Content-type")).isEqualTo("text/csv");
        assertThat(terminal.out()).containsPattern("(?m)^rejected +11$");
        assertThat(terminal.err())
                .contains("row 10 (line 11): is \"no\" id", "rejected rows saved in " + rejects + ": 11")
                .doesNotContain("row 11 ");
        assertThat(Files.readAllLines(rejects)).hasSize(12).startsWith("row,line,reason", "1,2,\"is \"\"no\"\" id\"");
    }

    @Test
    void theProgressIsLinesInAPipe() throws IOException {
        var file = Files.writeString(home.resolve("devices.csv"), "device\naa\nbb\n");
        service.answers(202, report("running", 0))
                .answers(404, problem("not-found"))
                .answers(200, report("running", 0))
                .answers(200, report("completed", 0));

        assertThat(terminal.run("registrations", "import", file.toString(), "--watch"))
                .isZero();

        assertThat(terminal.err()).contains("2 of 2 rows, 0 rejected, running", "2 of 2 rows, 0 rejected, completed");
    }

    @Test
    void aFileThatIsNotThereIsSentNowhere() {
        assertThat(terminal.run("registrations", "import", "nowhere.csv")).isEqualTo(ExitCode.USAGE.number());

        assertThat(terminal.err()).contains("there is no file nowhere.csv");
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void anImportIsWaitedFor() {
        service.answers(200, report("running", 0)).answers(200, report("completed", 0));

        assertThat(terminal.run("imports", "show", "00000000-0000-0001-0000-000000000002", "--wait"))
                .isZero();

        assertThat(terminal.out()).containsPattern("(?m)^state +completed$");
    }

    @Test
    void aServiceThatIsStartedAgainIsWaitedFor() {
        service.answers(200, report("running", 0))
                .answers(502, "")
                .answers(503, problem("unavailable"))
                .answers(504, "")
                .answers(200, report("completed", 0));

        assertThat(terminal.run("imports", "show", "00000000-0000-0001-0000-000000000002", "--wait"))
                .isZero();

        assertThat(terminal.out()).containsPattern("(?m)^state +completed$");
        assertThat(terminal.err()).containsOnlyOnce("waiting for an answer");
    }

    @Test
    void whatIsWaitedForInVainSaysWhy() {
        service.close();

        assertThat(terminal.run("imports", "show", "00000000-0000-0001-0000-000000000002", "--wait", "--timeout", "0s"))
                .isEqualTo(ExitCode.TIMED_OUT.number());

        assertThat(terminal.err()).contains("waited 0s in vain", "no connection to " + service.address());
    }

    @Test
    void anImportIsNamedBeforeItBeginsAndItsServiceWaitedFor() throws IOException {
        var file = Files.writeString(home.resolve("devices.csv"), "device\naa\nbb\n");
        var key = "00000000-0000-0001-0000-000000000002";
        service.answers(202, report("running", 0)).answers(503, "").answers(200, report("completed", 0));

        assertThat(terminal.run("registrations", "import", file.toString(), "--key", key))
                .isZero();

        assertThat(terminal.err()).startsWith("Import " + key).contains("--key " + key + " continues it");
    }

    private static String problem(String code) {
        return "{\"type\":\"https://hallmark.dev/problems/%s\",\"detail\":\"no\"}".formatted(code);
    }

    private static String report(String state, int rejected) {
        var errors = IntStream.rangeClosed(1, rejected)
                .mapToObj(row -> "{\"row\":%d,\"line\":%d,\"reason\":\"is \\\"no\\\" id\"}".formatted(row, row + 1))
                .toList();
        return """
               {"import":"00000000-0000-0001-0000-000000000002","kind":"batch","state":"%s","received":2,
                "accepted":2,"rejected":%d,"errors":%s,"startedAt":"2026-11-28T10:00:00Z"}
               """
                .formatted(state, rejected, errors);
    }
}
