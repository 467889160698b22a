package dev.hallmark.device.cli;

import dev.hallmark.device.attestation.EvidenceFormat;
import dev.hallmark.device.fleet.Fleet;
import dev.hallmark.device.fleet.OnboardOptions;
import dev.hallmark.device.fleet.RenewalReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "renew",
        mixinStandardHelpOptions = true,
        description = "Renew the certificates of a fleet: by mutual TLS, or by attesting again where that is refused.")
final class RenewCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--fleet",
            defaultValue = Defaults.FLEET,
            description = "The fleet's directory, or its fleet.json (default: ${DEFAULT-VALUE}).")
    private Path fleet;

    @Option(
            names = "--force",
            description =
                    "Also ask for certificates that are not due; those devices get the certificate that they have.")
    private boolean force;

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
            description = "For those that attest again: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private EvidenceFormat evidence;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var options = new OnboardOptions(concurrency, Duration.ofSeconds(deadline), evidence);
        var report = run(Fleet.load(fleet), options);
        Summaries.print(report, spec.commandLine().getOut());
        return report.complete() ? 0 : 1;
    }

    private RenewalReport run(Fleet devices, OnboardOptions options) throws InterruptedException {
        var err = spec.commandLine().getErr();
        try (var progress = new Progress("renewing", devices.devices().size(), err)) {
            return devices.renew(options, force, progress);
        }
    }
}
