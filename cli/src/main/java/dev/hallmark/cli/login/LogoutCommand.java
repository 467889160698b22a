package dev.hallmark.cli.login;

import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "logout", description = "Forget the last login and its tokens.")
public final class LogoutCommand implements Callable<Integer> {

    private final Session session;

    @Spec
    private CommandSpec spec;

    public LogoutCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, CommandFailure {
        var deleted = session.file().exclusively(session.file()::delete);
        spec.commandLine().getOut().println(deleted ? "Logged out." : "Nobody was logged in.");
        return ExitCode.OK.number();
    }
}
