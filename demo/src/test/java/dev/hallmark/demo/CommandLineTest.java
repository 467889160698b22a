package dev.hallmark.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.sandbox.command.Commands;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command says of itself and of arguments that it does not take. */
class CommandLineTest {

    private final StringWriter output = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo --devices 0",
                "demo --concurrency -1",
                "demo --devices many",
                "demo --replicas 5",
                "demo --port.nope=1"
            })
    void wrongArgumentsAreExplainedAndNotTraced(String command) {
        assertThat(execute(command.split(" ", -1))).isEqualTo(2);
        assertThat(output.toString()).isNotBlank().doesNotContain("\tat ", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo"})
    void commandsExplainThemselves(String command) {
        assertThat(execute((command + " --help").split(" ", -1))).isZero();
        assertThat(output.toString()).contains("Usage: ./hallmark " + command);
    }

    private int execute(String... arguments) {
        var all = new PrintWriter(output, true);
        return Commands.execute(Main.commandLine().setOut(all).setErr(all), arguments);
    }
}
