package dev.hallmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.cli.environment.Environment;
import dev.hallmark.cli.failure.ExitCode;
import java.io.StringReader;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the commands say of themselves and of arguments that they do not take. */
class CommandLineTest {

    private final Terminal terminal = new Terminal();

    static Stream<String> commands() {
        var environment = new Environment(Map.of(), false, new StringReader(""), Clock.systemUTC());
        return leaves("", Main.commandLine(environment));
    }

    private static Stream<String> leaves(String path, CommandLine command) {
        var children = command.getSubcommands();
        return children.isEmpty()
                ? Stream.of(path.strip())
                : children.entrySet().stream().flatMap(child -> leaves(path + " " + child.getKey(), child.getValue()));
    }

    @Test
    void everyCommandIsFoundByItsOwnName() {
        terminal.run("--help");
        var listed = terminal.out();

        assertThat(commands())
                .allSatisfy(command -> assertThat(listed).contains("\n  " + command.split(" ", -1)[0] + " "));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String command) {
        assertThat(terminal.run((command + " --help").split(" ", -1))).isZero();

        assertThat(terminal.out()).contains("Usage: hallmark-cli " + command);
    }

    @Test
    void inACheckoutTheNameIsWhatIsTyped() {
        terminal.with("HALLMARK_CHECKOUT", "/somewhere").run("login", "--help");

        assertThat(terminal.out()).contains("Usage: ./hallmark ctl login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "whoami --nope", "whoami -o xml", "login --issuer http://127.0.0.1:1"})
    void wrongArgumentsAreExplainedAndNotTraced(String command) {
        assertThat(terminal.run(command.split(" ", -1))).isEqualTo(ExitCode.USAGE.number());

        assertThat(terminal.err()).contains("error: ", " --help").doesNotContain("\tat ", "Exception");
    }

    @Test
    void whoDoesNotSayWhatIsShownWhatThereIs() {
        assertThat(terminal.run("devices")).isEqualTo(ExitCode.USAGE.number());

        assertThat(terminal.err()).contains("Missing required subcommand", "Usage: hallmark-cli devices", "re-enrol");
    }

    @Test
    void aCommandWithATypingMistakeIsGuessed() {
        terminal.run("whoam");

        assertThat(terminal.err()).contains("Did you mean", "whoami");
    }

    @ParameterizedTest
    @EnumSource(ExitCode.class)
    void everyExitCodeIsDocumented(ExitCode exitCode) {
        terminal.run("--help");

        assertThat(terminal.out()).containsPattern("(?m)^ *" + exitCode.number() + " ");
    }
}
