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

class AuditCommandsTest {

    private static final String RECORD =
            """
            {"sequence":7,"id":"e1","type":"dev.hallmark.audit.v1","source":"/registry","time":"2026-11-28T10:00:00Z",
             "actor":"ann","data":{"operation":"POST /devices","outcome":"refused","target":{"type":"device","id":"aa"}},
             "storedAt":"2026-11-28T10:00:01Z","hash":"ff"}
            """;
    private static final String STATEMENT =
            """
            {"statement":"{\\"kind\\":\\"checkpoint\\",\\"tenant\\":\\"default\\",\\"number\\":3,\\"previous\\":\\"00\\",\
            \\"sequence\\":7,\\"hash\\":\\"ff\\",\\"at\\":\\"2026-11-28T11:00:00Z\\",\\"key\\":\\"k/1\\"}","signature":"MEUC"}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private final FakeService service = new FakeService();

    private final Terminal terminal = new Terminal().at(service);

    @Test
    void recordsAreFoundByWhatTheyAreOf() {
        service.answers(200, "{\"items\":[%s]}".formatted(RECORD)).answers(200, RECORD);

        assertThat(terminal.run("audit", "list", "--outcome", "refused", "--target-type", "device", "--target", "aa"))
                .isZero();
        assertThat(service.request().line())
                .isEqualTo("GET /api/audit/v1/records?outcome=refused&targetType=device&targetId=aa&limit=100");
        assertThat(terminal.out())
                .containsPattern("e1 +7 +2026-11-28T10:00:00Z +ann +POST /devices +device aa +refused");
        assertThat(terminal.run("audit", "show", "e1")).isZero();
        assertThat(terminal.out()).containsPattern("data.target.type +device");
    }

    @Test
    void anExportIsAWholeFileOrNone() throws IOException {
        var file = directory.resolve("trail.ndjson");
        service.answers(200, "{\"entry\":\"ü\"}\n").answers(503, "").answers(200, "{\"entry\":\"ü\"}\n");

        assertThat(terminal.run("audit", "export", "--from", "3", "--file", file.toString()))
                .isZero();
        assertThat(service.request().line()).isEqualTo("GET /api/audit/v1/export?from=3");
        assertThat(file).hasContent("{\"entry\":\"ü\"}");
        Files.delete(file);

        assertThat(terminal.run("audit", "export", "--file", file.toString())).isEqualTo(ExitCode.UNAVAILABLE.number());
        assertThat(directory).isEmptyDirectory();
        assertThat(terminal.run("audit", "export", "--since", "2026-11-28T10:00:00Z"))
                .isZero();
        assertThat(terminal.out()).isEqualTo("{\"entry\":\"ü\"}\n");
        assertThat(terminal.run("audit", "export", "--since", "2026-11-28T10:00:00Z", "--from", "1"))
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(terminal.err()).contains("--from and --since: one of them is accepted");
    }

    @Test
    void theTrailIsSignedAndWhatWasSignedIsListed() {
        service.answers(200, STATEMENT)
                .answers(200, "{\"items\":[%s]}".formatted(STATEMENT))
                .answers(200, "-----BEGIN PUBLIC KEY-----\n");

        assertThat(terminal.run("audit", "checkpoint", "-o", "json")).isZero();
        assertThat(service.request().line()).isEqualTo("POST /api/audit/v1/checkpoints");
        assertThat(terminal.out()).contains("\"signature\" : \"MEUC\"");
        assertThat(terminal.run("audit", "checkpoints")).isZero();
        assertThat(terminal.out()).containsPattern("3 +checkpoint +7 +2026-11-28T11:00:00Z +ff");
        assertThat(terminal.run("audit", "key")).isZero();
        assertThat(terminal.out()).startsWith("-----BEGIN PUBLIC KEY-----");
    }
}
