package dev.hallmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.testkit.FakeService;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class JobCommandsTest {

    private static final String ID = "00000000-0000-4000-8000-000000000001";
    private static final String PREVIEW = "{\"devices\":3,\"states\":{\"onboarded\":2,\"attested\":1}}";

    @AutoClose
    private final FakeService service = new FakeService();

    private final Terminal terminal = new Terminal().at(service);

    @Test
    void aCommandForManyIsRefusedWithoutAYesAndSaysForHowMany() {
        service.answers(200, PREVIEW);

        assertThat(terminal.run("jobs", "begin", "suspend", "--batch", "spring", "--reason", "lost"))
                .isEqualTo(ExitCode.USAGE.number());

        assertThat(terminal.err()).contains("suspend 3 devices: 1 attested, 2 onboarded.", "--yes");
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void aJobIsForTheDevicesThatWereShownAndCanBeWaitedFor() throws IOException {
        service.answers(200, PREVIEW)
                .answers(202, job("running", 0, 0))
                .answers(200, job("running", 2, 0))
                .answers(200, job("completed", 3, 0));

        assertThat(terminal.run(
                        "jobs",
                        "begin",
                        "re-enrol",
                        "--batch",
                        "spring",
                        "--state",
                        "onboarded",
                        "--reason",
                        "lost",
                        "--yes",
                        "--wait"))
                .isZero();

        var sent = new ObjectMapper().readTree(service.requests().get(1).body());
        assertThat(sent.path("command").asText()).isEqualTo("re-enrol");
        assertThat(sent.path("expected").asInt()).isEqualTo(3);
        assertThat(sent.path("filter").toString()).isEqualTo("{\"state\":\"onboarded\",\"batch\":\"spring\"}");
        assertThat(terminal.out()).containsPattern("(?m)^changed +3$");
    }

    @Test
    void aRefusedDeviceIsAFailure() {
        service.answers(200, job("completed", 2, 1));

        assertThat(terminal.run("jobs", "show", ID, "--wait")).isEqualTo(ExitCode.FAILED.number());
    }

    @Test
    void noDeviceNoJob() {
        service.answers(200, "{\"devices\":0,\"states\":{}}");

        assertThat(terminal.run("jobs", "begin", "revoke", "-q", "nothing", "--reason", "lost", "--yes"))
                .isEqualTo(ExitCode.FAILED.number());

        assertThat(terminal.err()).contains("no device matches all that is given");
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void anUnknownCommandNamesThoseThatThereAre() {
        assertThat(terminal.run("jobs", "begin", "destroy", "--batch", "b", "--reason", "r"))
                .isEqualTo(ExitCode.USAGE.number());

        assertThat(terminal.err()).contains("'destroy' is no command; there are suspend, resume, retire, revoke");
    }

    private static String job(String state, int changed, int refused) {
        return """
            {"id":"%s","command":"suspend","reason":"lost","state":"%s","devices":3,"changed":%d,"unchanged":0,
             "refused":%d,"by":"ann","createdAt":"2026-11-28T10:00:00Z","updatedAt":"2026-11-28T10:00:00Z"}"""
                .formatted(ID, state, changed, refused);
    }
}
