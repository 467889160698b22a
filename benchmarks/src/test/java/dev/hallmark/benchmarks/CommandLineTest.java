package dev.hallmark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.sandbox.command.Commands;
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
                "bench onboard --devices 0",
                "bench onboard --warmup few",
                "bench import --devices -1",
                "bench import --replicas 5",
                "bench console --devices 0",
                "bench nonsense"
            })
    void wrongArgumentsAreExplainedAndNotTraced(String command) {
        assertThat(execute(command.split(" ", -1))).isEqualTo(2);
        assertThat(output.toString()).isNotBlank().doesNotContain("\tat ", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench", "bench onboard", "bench import", "bench console"})
    void commandsExplainThemselves(String command) {
        assertThat(execute((command + " --help").split(" ", -1))).isZero();
        assertThat(output.toString()).contains("Usage: ./hallmark " + command);
    }

    private int execute(String... arguments) {
        var all = new PrintWriter(output, true);
        return Commands.execute(Main.commandLine().setOut(all).setErr(all), arguments);
    }
}
