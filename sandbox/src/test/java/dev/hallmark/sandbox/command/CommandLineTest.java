package dev.hallmark.sandbox.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands say of themselves and of arguments that they do not take. */
class CommandLineTest {

    private final StringWriter output = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token --role emperor",
                "token --role viewer --minutes 0",
                "up --port.nope=1",
                "up --port.mqtt=99999",
                "up --replicas 0",
                "up --replicas two",
                "up --replicas 5",
                "nonsense"
            })
    void wrongArgumentsAreExplainedAndNotTraced(String command) {
        assertThat(execute(command.split(" ", -1))).isEqualTo(2);
        assertThat(output.toString()).isNotBlank().doesNotContain("\tat ", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "reset", "token", "status"})
    void commandsExplainThemselves(String command) {
        assertThat(execute(command, "--help")).isZero();
        assertThat(output.toString()).contains("Usage: ./hallmark " + command);
    }

    private int execute(String... arguments) {
        var all = new PrintWriter(output, true);
        return Commands.execute(Main.commandLine().setOut(all).setErr(all), arguments);
    }
}
