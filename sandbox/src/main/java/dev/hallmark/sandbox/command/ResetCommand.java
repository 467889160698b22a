package dev.hallmark.sandbox.command;

import dev.hallmark.sandbox.console.Console;
import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.system.SandboxLauncher;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;

@CommandLine.Command(name = "reset", description = "forget everything: databases, keys, certificates, logs")
final class ResetCommand implements Callable<Integer> {
    private final Console console = Console.standard();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var home = Home.fromEnvironment();
        try (var session = Session.open(home, console)) {
            session.wipe();
            console.line("Deleted everything in " + home.directory() + ".");
            return 0;
        } catch (SandboxLauncher.Unavailable e) {
            console.line(console.bad(e.getMessage() + ": stop it first (Ctrl-C where it runs)"));
            return 1;
        }
    }
}
