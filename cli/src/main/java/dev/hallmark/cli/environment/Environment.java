package dev.hallmark.cli.environment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** What a command finds around it: variables, and whether a person sits at its terminal. */
public final class Environment {

    private final Map<String, String> variables;
    private final boolean terminal;
    private final BufferedReader input;
    private final Clock clock;

    /** @param terminal whether a person reads what is printed and can answer */
    public Environment(Map<String, String> variables, boolean terminal, Reader input, Clock clock) {
        this.variables = Map.copyOf(variables);
        this.terminal = terminal;
        this.input = new BufferedReader(input);
        this.clock = clock;
    }

    /** Of this process. */
    public static Environment ofProcess() {
        var input = new InputStreamReader(System.in, Charset.defaultCharset());
        return new Environment(System.getenv(), hasTerminal(), input, Clock.systemUTC());
    }

    /** JDK 25 gives no console where there is no terminal; some later ones may give one that is none. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean hasTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /** A variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    public boolean isTerminal() {
        return terminal;
    }

    public Clock clock() {
        return clock;
    }

    /** The next line of the standard input; none at its end. */
    public Optional<String> readLine() throws IOException {
        return Optional.ofNullable(input.readLine());
    }

    /** The checkout whose {@code ./hallmark ctl} was typed; none where the single file runs. */
    public Optional<Path> checkout() {
        return variable("HALLMARK_CHECKOUT").map(Path::of);
    }

    /** The command as it was typed. */
    public String command() {
        return checkout().isPresent() ? "./hallmark ctl" : "hallmark-cli";
    }

    /** Where people's settings are (XDG Base Directory Specification). */
    public Path configuration() {
        return variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .orElseGet(() -> home().resolve(".config"))
                .resolve("hallmark");
    }

    private Path home() {
        return variable("HOME").map(Path::of).orElseGet(() -> Path.of(System.getProperty("user.home")));
    }
}
