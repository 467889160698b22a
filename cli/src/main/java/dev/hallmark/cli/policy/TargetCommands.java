package dev.hallmark.cli.policy;

import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.output.ListOutput;
import dev.hallmark.cli.output.Output;
import dev.hallmark.cli.output.Table;
import dev.hallmark.client.policy.TargetKind;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "targets", description = "The kinds of clouds that policies can lead to, and the settings of each.")
public final class TargetCommands {

    private static final Table<TargetKind> TARGETS =
            Table.of("KIND", TargetKind::kind).and("SETTINGS", TargetCommands::settings);

    private final Session session;

    public TargetCommands(Session session) {
        this.session = session;
    }

    @Command(description = "List the kinds of targets.")
    int list(@Mixin ListOutput output) throws IOException, InterruptedException, CommandFailure {
        output.print(session.client().policies().targets(), TARGETS);
        return ExitCode.OK.number();
    }

    @Command(description = "Show the JSON Schema of a target's settings.")
    int show(@Parameters(paramLabel = "KIND", description = "such as mosquitto") String kind, @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        var target = session.client().policies().targets().all().stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(ExitCode.NOT_FOUND, "there is no kind of target " + kind));
        output.print(target, TARGETS);
        return ExitCode.OK.number();
    }

    private static Object settings(TargetKind target) {
        return target.settingsSchema().get("properties") instanceof Map<?, ?> properties
                ? properties.keySet().stream().map(Object::toString).sorted().toList()
                : "";
    }
}
