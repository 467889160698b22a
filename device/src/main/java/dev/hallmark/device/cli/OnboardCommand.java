package dev.hallmark.device.cli;

import dev.hallmark.device.attestation.EvidenceFormat;
import dev.hallmark.device.fleet.Fleet;
import dev.hallmark.device.fleet.FleetReport;
import dev.hallmark.device.fleet.OnboardOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "onboard",
        mixinStandardHelpOptions = true,
        description = "Onboard every device of a fleet, from its key to its cloud's connection details.")
final class OnboardCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--fleet",
            defaultValue = Defaults.FLEET,
            description = "The fleet's directory, or its fleet.json (default: ${DEFAULT-VALUE}).")
    private Path fleet;

    @Option(
            names = "--concurrency",
            converter = AtLeastOne.class,
            defaultValue = "32",
            description = "Devices at a time (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--deadline",
            converter = AtLeastOne.class,
            defaultValue = "120",
            description = "Seconds that each device keeps trying (default: ${DEFAULT-VALUE}).")
    private int deadline;

    @Option(
            names = "--evidence",
            defaultValue = "EAT_JWT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private EvidenceFormat evidence;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var devices = Fleet.load(fleet);
        var options = new OnboardOptions(concurrency, Duration.ofSeconds(deadline), evidence);
        var report = run(devices, options);
        Summaries.print(report, spec.commandLine().getOut());
        return report.onboarded() == report.devices() ? 0 : 1;
    }

    private FleetReport run(Fleet devices, OnboardOptions options) throws InterruptedException {
        var err = spec.commandLine().getErr();
        try (var progress = new Progress("onboarding", devices.devices().size(), err)) {
            return devices.onboard(options, progress);
        }
    }
}
