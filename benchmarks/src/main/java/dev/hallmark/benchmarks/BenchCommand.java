package dev.hallmark.benchmarks;

import dev.hallmark.client.http.ApiException;
import dev.hallmark.demo.CampaignFailure;
import dev.hallmark.device.cli.AtLeastOne;
import dev.hallmark.sandbox.command.PortOptions;
import dev.hallmark.sandbox.command.RunningSystem;
import dev.hallmark.sandbox.component.ComponentFailure;
import dev.hallmark.sandbox.console.Console;
import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.system.SandboxLauncher;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import picocli.CommandLine;

@CommandLine.Command(name = "bench", description = "measure the running system, and record the result")
final class BenchCommand {
    private final Console console = Console.standard();

    @CommandLine.Command(name = "onboard", description = "full onboarding through the gateway, to connection details")
    int onboard(
            @CommandLine.Option(
                            names = "--devices",
                            converter = AtLeastOne.class,
                            defaultValue = "10000",
                            description = "how many are measured, default: ${DEFAULT-VALUE}")
                    int devices,
            @CommandLine.Option(
                            names = "--warmup",
                            converter = AtLeastOne.class,
                            defaultValue = "2000",
                            description = "devices that onboard before, to warm up, default: ${DEFAULT-VALUE}")
                    int warmUp,
            @CommandLine.Option(
                            names = "--concurrency",
                            converter = AtLeastOne.class,
                            defaultValue = "32",
                            description = "how many at a time, default: ${DEFAULT-VALUE}")
                    int concurrency,
            @CommandLine.Option(names = "--flame-graph", description = "show too where processor time goes")
                    boolean profiled,
            @CommandLine.Mixin PortOptions ports)
            throws IOException, GeneralSecurityException, InterruptedException {
        return measure(ports, home -> new OnboardBenchmark(console, home, concurrency, profiled).run(devices, warmUp));
    }

    @CommandLine.Command(name = "import", description = "registration of device ids, and their import into a batch")
    int importDevices(
            @CommandLine.Option(
                            names = "--devices",
                            converter = AtLeastOne.class,
                            defaultValue = "1000000",
                            description = "how many, default: ${DEFAULT-VALUE}")
                    int devices,
            @CommandLine.Mixin PortOptions ports)
            throws IOException, GeneralSecurityException, InterruptedException {
        return measure(ports, home -> new ImportBenchmark(console, home).run(devices));
    }

    @CommandLine.Command(name = "console", description = "the console's pages, with many devices in the registry")
    int consolePages(
            @CommandLine.Option(
                            names = "--devices",
                            converter = AtLeastOne.class,
                            defaultValue = "1000000",
                            description = "how many are registered and imported before, default: ${DEFAULT-VALUE}")
                    int devices,
            @CommandLine.Mixin PortOptions ports)
            throws IOException, GeneralSecurityException, InterruptedException {
        return measure(ports, home -> new ConsoleBenchmark(console, home).run(devices));
    }

    /** What is measured on a running system; answers with the file of the result. */
    private interface Benchmark {
        Path run(Home home) throws IOException, GeneralSecurityException, InterruptedException, CampaignFailure;
    }

    private int measure(PortOptions ports, Benchmark benchmark)
            throws IOException, GeneralSecurityException, InterruptedException {
        var home = Home.fromEnvironment();
        try (var system = RunningSystem.in(home, ports, console)) {
            var file = benchmark.run(home);
            console.line("recorded in " + home.project().relativize(file));
            return system.stillThere() ? 0 : 1;
        } catch (SandboxLauncher.Unavailable | ComponentFailure | CampaignFailure | ApiException e) {
            console.line(console.bad(e.getMessage()));
            return 1;
        }
    }
}
