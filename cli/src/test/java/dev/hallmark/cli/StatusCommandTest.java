package dev.hallmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.testkit.FakeService;
import dev.hallmark.testkit.FakeService.Request;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class StatusCommandTest {

    private static final String WELL =
            "{\"service\":\"%s\",\"ready\":true,\"checks\":[{\"name\":\"topics\",\"up\":true,\"data\":{}}]}";
    private static final String WAITING =
            """
            {"service":"policy-service","ready":true,"checks":[
             {"name":"outbox relay","up":false,"data":{"waits-for":"Kafka","events":"7"}}]}
            """;

    @AutoClose
    private final FakeService service = new FakeService();

    private final Terminal terminal = new Terminal().at(service);

    @Test
    void allAreWell() {
        for (var name : new String[] {"audit", "ca", "policy", "registry"}) {
            service.answers(200, WELL.formatted(name + "-service"));
        }

        assertThat(terminal.run("status")).isZero();

        assertThat(service.requests())
                .map(Request::line)
                .containsExactly(
                        "GET /api/audit/v1/status",
                        "GET /api/ca/v1/status",
                        "GET /api/policy/v1/status",
                        "GET /api/registry/v1/status");
        assertThat(terminal.out()).containsPattern("registry-service +yes");
    }

    @Test
    void whatWaitsAndWhatIsAwayShowsAndTheRestToo() {
        service.answers(200, WELL.formatted("audit-service"))
                .answers(502, "")
                .answers(200, WAITING)
                .answers(200, WELL.formatted("registry-service"));

        assertThat(terminal.run("status")).isEqualTo(ExitCode.FAILED.number());

        assertThat(terminal.out())
                .containsPattern("ca +no +does not answer")
                .containsPattern("policy-service +yes +outbox relay: events 7, waits-for Kafka")
                .containsPattern("registry-service +yes");
    }

    @Test
    void whoMayNotSeeItIsTold() {
        service.answers(403, "{\"detail\":\"This needs the permission status:read.\"}");

        assertThat(terminal.run("status")).isEqualTo(ExitCode.NOT_PERMITTED.number());
    }
}
