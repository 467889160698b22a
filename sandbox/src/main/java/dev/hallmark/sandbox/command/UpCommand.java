package dev.hallmark.sandbox.command;

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

@CommandLine.Command(name = "up", description = "start the whole system on this machine; Ctrl-C stops it")
final class UpCommand implements Callable<Integer> {
    /** What shells say for a command that was ended by Ctrl-C. */
    private static final int INTERRUPTED = 130;

    private final Console console = Console.standard();

    @CommandLine.Mixin
    private PortOptions ports;

    @CommandLine.Option(
            names = "--keycloak",
            description = "people and programs sign in with a Keycloak, which runs beside the services")
    private boolean keycloak;

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        var home = Home.fromEnvironment();
        try (var session = Session.open(home, console)) {
            var sandbox = session.start(ports.plan(home, keycloak));
            var addresses = Addresses.read(home);
            console.line("The console is at %s; its users and their passwords are in %s."
                    .formatted(addresses.of("console"), home.users()));
            if (addresses.issuer().isPresent()) {
                console.line("They sign in at " + addresses.issuer().get() + ".");
            } else {
                console.line("This link signs you in as admin, once, within five minutes: "
                        + new SignInLinks(home, Clock.systemUTC()).create(addresses.of("console")));
            }
            console.line("State and logs are in " + home.directory() + "; Ctrl-C stops it.");
            sandbox.awaitEnd();
            return 0;
        } catch (SandboxLauncher.Unavailable | ComponentFailure e) {
            console.line(console.bad(e.getMessage()));
            return 1;
        } catch (InterruptedException e) {
            return INTERRUPTED;
        }
    }
}
