package dev.hallmark.sandbox.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.hallmark.sandbox.console.Console;
import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.status.Status;
import dev.hallmark.sandbox.status.StatusReader;
import dev.hallmark.sandbox.system.Addresses;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;

@CommandLine.Command(
        name = "status",
        description = "show the state of the running sandbox; exit code 1 when something is wrong or nothing runs")
final class StatusCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .build();

    private final Console console = Console.standard();

    @CommandLine.Option(names = "--json", description = "for programs")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var home = Home.fromEnvironment();
        if (!Addresses.areCurrent(home)) {
            return nothingRuns(home);
        }
        var status = StatusReader.read(home);
        if (json) {
            console.line(JSON.writeValueAsString(status));
        } else {
            new StatusScreen(console, home).print(status);
        }
        return exitCode(status);
    }

    private int nothingRuns(Home home) throws IOException {
        if (json) {
            console.line(JSON.writeValueAsString(Map.of("running", false, "healthy", false)));
        } else {
            console.line("No sandbox runs in " + home.directory() + ". Start it with ./hallmark up.");
        }
        return 1;
    }

    private static int exitCode(Status status) {
        return status.healthy() ? 0 : 1;
    }
}
