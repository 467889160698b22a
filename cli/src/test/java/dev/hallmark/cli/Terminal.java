package dev.hallmark.cli;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.cli.environment.Environment;
import dev.hallmark.testkit.FakeService;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Runs commands as a person or a script does, and keeps what they print. */
final class Terminal {

    static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final Map<String, String> variables = new HashMap<>();
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();
    private boolean interactive;
    private String input = "";

    /** Without settings of an earlier login. */
    Terminal() {
        variables.put("XDG_CONFIG_HOME", "target/nowhere");
    }

    /** Logged in by variables at this service. */
    @CanIgnoreReturnValue
    Terminal at(FakeService service) {
        return with("HALLMARK_SERVER", service.address().toString()).with("HALLMARK_TOKEN", "of-ann");
    }

    @CanIgnoreReturnValue
    Terminal with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Somebody sits at it and types this. */
    @CanIgnoreReturnValue
    Terminal typing(String text) {
        interactive = true;
        input = text;
        return this;
    }

    /** A pipe brings this. */
    @CanIgnoreReturnValue
    Terminal piping(String text) {
        interactive = false;
        input = text;
        return this;
    }

    /** @return the exit code */
    @CanIgnoreReturnValue
    int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        var environment =
                new Environment(variables, interactive, new StringReader(input), Clock.fixed(NOW, ZoneOffset.UTC));
        return Main.commandLine(environment, arguments)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
