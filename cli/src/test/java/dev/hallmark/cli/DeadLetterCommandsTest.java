package dev.hallmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.testkit.FakeService;
import dev.hallmark.testkit.FakeService.Request;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DeadLetterCommandsTest {

    private static final String ONE =
            """
            {"id":"registry-policies.0.7","consumer":"registry-policies","time":"2026-11-28T10:00:00Z",
             "type":"dev.hallmark.policy.published.v1","subject":"p1","origin":"hallmark.policies.v1/3/9",
             "cause":"no such field","headers":{"ce_id":"e1"},"value":"{}"}
            """;
    private static final String PAGE = "{\"items\":[%s,%s]}".formatted(ONE, ONE.replace("0.7", "0.8"));

    @AutoClose
    private final FakeService service = new FakeService();

    private final Terminal terminal = new Terminal().at(service);

    @Test
    void theOpenOnesAreListedAndOneIsShown() {
        service.answers(200, PAGE).answers(200, ONE);

        assertThat(terminal.run("dead-letters", "list", "--consumer", "registry-policies"))
                .isZero();
        assertThat(service.request().line())
                .isEqualTo("GET /api/registry/v1/dead-letters?consumer=registry-policies&limit=100");
        assertThat(terminal.out())
                .containsPattern(
                        "registry-policies.0.7 +2026-11-28T10:00:00Z +dev.hallmark.policy.published.v1 +p1 +no");
        assertThat(terminal.run("dead-letters", "show", "registry-policies.0.7"))
                .isZero();
        assertThat(terminal.out()).containsPattern("headers.ce_id +e1").containsPattern("value +\\{\\}");
    }

    @Test
    void allOfAConsumerAreReplayedAfterAQuestionThatSaysHowMany() {
        service.answers(200, PAGE).answers(200, ONE).answers(200, ONE.replace("0.7", "0.8"));

        assertThat(terminal.typing("yes\n")
                        .run("dead-letters", "replay", "--consumer", "registry-policies", "--reason", "mended"))
                .isZero();

        assertThat(terminal.err()).contains("2 dead letters. Their consumers get them again. Go on?");
        assertThat(terminal.out()).isEqualTo("replayed registry-policies.0.7\nreplayed registry-policies.0.8\n");
        assertThat(service.requests())
                .map(Request::line)
                .containsExactly(
                        "GET /api/registry/v1/dead-letters?consumer=registry-policies&limit=1000",
                        "POST /api/registry/v1/dead-letters/registry-policies.0.7/replay",
                        "POST /api/registry/v1/dead-letters/registry-policies.0.8/replay");
        assertThat(service.request().body()).isEqualTo("{\"reason\":\"mended\"}");
    }

    @Test
    void oneIsDiscardedByItsId() {
        service.answers(200, ONE);

        assertThat(terminal.run("dead-letters", "discard", "registry-policies.0.7", "--reason", "old", "-y"))
                .isZero();

        assertThat(service.request().line())
                .isEqualTo("POST /api/registry/v1/dead-letters/registry-policies.0.7/discard");
        assertThat(terminal.run("dead-letters", "discard", "--reason", "old", "-y"))
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(terminal.run("dead-letters", "discard", "x", "--all", "--reason", "old", "-y"))
                .isEqualTo(ExitCode.USAGE.number());
    }
}
