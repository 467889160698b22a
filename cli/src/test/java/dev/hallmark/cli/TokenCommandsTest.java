package dev.hallmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.testkit.FakeService;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCommandsTest {

    private static final String PATH = "/api/audit/v1/tokens";
    private static final String TOKEN =
            """
            {"id":"4f1c","name":"line 3","permissions":["registrations:add","imports:read"],
             "creator":{"issuer":"https://issuer.test","subject":"9a","name":"Anna"},
             "createdAt":"2026-11-01T10:00:00Z","expiresAt":"%s","lastUsedAt":"2026-11-28T11:59:00Z"}""";
    private static final String ACTIVE = TOKEN.formatted("2027-02-26T12:00:00Z");

    @AutoClose
    private final FakeService service = new FakeService();

    private final Terminal terminal = new Terminal().at(service);

    @Test
    void aTokenIsMadeAndPrintedAlone() {
        service.answers(201, "{\"token\":\"e30.e30.x\",\"details\":%s}".formatted(ACTIVE));

        assertThat(terminal.run(
                        "tokens",
                        "create",
                        "line 3",
                        "--permission",
                        "registrations:add,imports:read",
                        "--valid",
                        "90d",
                        "-o",
                        "token"))
                .isZero();

        assertThat(service.request().line()).isEqualTo("POST " + PATH);
        assertThat(service.request().body())
                .contains(
                        "\"name\":\"line 3\"", "[\"registrations:add\",\"imports:read\"]", "\"2027-02-26T12:00:00Z\"");
        assertThat(terminal.out()).isEqualTo("e30.e30.x\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "yaml"})
    void aTokenIsPrintedWithWhatItIsFor(String format) {
        service.answers(201, "{\"token\":\"e30.e30.x\",\"details\":%s}".formatted(ACTIVE));

        assertThat(terminal.run(
                        "tokens", "create", "line 3", "--permission", "imports:read", "--valid", "12h", "-o", format))
                .isZero();

        assertThat(terminal.out()).contains("e30.e30.x", "line 3", "Anna");
    }

    @ParameterizedTest
    @ValueSource(strings = {"90", "0d", "-1d", "1y", ""})
    void aTimeThatIsNoneIsNotSent(String time) {
        assertThat(terminal.run("tokens", "create", "line 3", "--permission", "imports:read", "--valid", time))
                .isEqualTo(ExitCode.USAGE.number());

        assertThat(service.requests()).isEmpty();
    }

    @Test
    void tokensAreListedWithTheirStates() {
        service.answers(
                200,
                "{\"items\":[%s,%s,%s]}"
                        .formatted(
                                ACTIVE,
                                TOKEN.formatted("2026-11-28T12:00:00Z"),
                                ACTIVE.replace("\"id\"", "\"revokedAt\":\"2026-11-28T11:00:00Z\",\"id\"")));

        assertThat(terminal.run("tokens", "list")).isZero();

        assertThat(service.request().line()).isEqualTo("GET " + PATH + "?limit=100");
        assertThat(terminal.out())
                .containsSubsequence("active", "expired", "revoked")
                .containsPattern("registrations:add, imports:read +Anna +2027-02-26T12:00:00Z +2026-11-28T11:59:00Z");
    }

    @Test
    void aTokenIsRevokedAfterAQuestionThatNamesIt() {
        service.answers(200, ACTIVE).answers(200, ACTIVE);
        terminal.typing("y\n");

        assertThat(terminal.run("tokens", "revoke", "4f1c", "--reason", "line 3 was sold"))
                .isZero();

        assertThat(terminal.err()).contains("line 3");
        assertThat(service.request().line()).isEqualTo("POST " + PATH + "/4f1c/revoke");
        assertThat(service.request().body()).contains("line 3 was sold");

        service.answers(200, ACTIVE);
        terminal.typing("n\n");
        assertThat(terminal.run("tokens", "revoke", "4f1c", "--reason", "x")).isEqualTo(ExitCode.FAILED.number());
        assertThat(service.request().line()).isEqualTo("GET " + PATH + "/4f1c");
    }
}
