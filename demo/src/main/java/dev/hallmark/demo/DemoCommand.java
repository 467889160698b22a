package dev.hallmark.demo;

import dev.hallmark.client.http.ApiException;
import dev.hallmark.device.cli.AtLeastOne;
import dev.hallmark.sandbox.command.PortOptions;
import dev.hallmark.sandbox.command.RunningSystem;
import dev.hallmark.sandbox.component.ComponentFailure;
import dev.hallmark.sandbox.console.Console;
import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.system.Addresses;
import dev.hallmark.sandbox.system.SandboxLauncher;
import dev.hallmark.sandbox.token.SignInLinks;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;

@CommandLine.Command(name = "demo", description = "onboard simulated devices to Mosquitto, end to end")
final class DemoCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    private final Console console = Console.standard();
    private final OutcomeTable table = new OutcomeTable(console);

    @CommandLine.Option(
            names = "--devices",
            converter = AtLeastOne.class,
            defaultValue = "100",
            description = "how many, default: ${DEFAULT-VALUE}")
    private int devices = 100;

    @CommandLine.Option(
            names = "--concurrency",
            converter = AtLeastOne.class,
            defaultValue = "16",
            description = "how many at a time, default: ${DEFAULT-VALUE}")
    private int concurrency = 16;

    @CommandLine.Option(names = "--keep", description = "leave the system running afterwards, until Ctrl-C")
    private boolean keep;

    @CommandLine.Mixin
    private PortOptions ports;

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        var home = Home.fromEnvironment();
        try (var system = RunningSystem.in(home, ports, console)) {
            var succeeded = demonstrate(home);
            nextThings(system, home);
            if (keep) {
                system.awaitEnd();
            }
            return succeeded ? 0 : 1;
        } catch (SandboxLauncher.Unavailable | ComponentFailure | CampaignFailure | ApiException e) {
            console.line(console.bad(e.getMessage()));
            return 1;
        } catch (InterruptedException e) {
            return INTERRUPTED;
        }
    }

    private boolean demonstrate(Home home)
            throws IOException, GeneralSecurityException, InterruptedException, CampaignFailure {
        console.blank();
        var outcome = new Demonstration(console, Campaign.on(home)).run(devices, concurrency);
        table.print(outcome);
        var shortfall = table.shortfall(outcome);
        if (!shortfall.isEmpty()) {
            console.blank();
            console.line(
                    console.bad("The demo did not succeed: " + shortfall + ". The logs are in " + home.logs() + "."));
        }
        return shortfall.isEmpty();
    }

    private void nextThings(RunningSystem system, Home home) throws IOException, GeneralSecurityException {
        var address = Addresses.read(home).of("console");
        console.blank();
        console.line("Next, you could");
        if (system.isOurs()) {
            console.line("  start it and keep it      ./hallmark up, with its console at " + address);
        } else {
            console.line("  see how it is             ./hallmark status");
        }
        if (keep || !system.isOurs()) {
            console.line("  see the devices           %s, users and passwords in %s".formatted(address, home.users()));
            console.line("  or sign in by this link   %s (as admin, once, within five minutes)"
                    .formatted(new SignInLinks(home, Clock.systemUTC()).create(address)));
        }
        console.line("  make a device by hand     docs/by-hand.md, with bash and openssl alone");
        console.line("  onboard many more         ./hallmark demo --devices 2000");
        console.blank();
    }
}
