package dev.hallmark.cli.registration;

import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.imports.ImportOptions;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.output.Output;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "registrations", description = "Which devices exist, as the factory says.")
public final class RegistrationCommands {

    private final Session session;

    public RegistrationCommands(Session session) {
        this.session = session;
    }

    @Command(name = "import", description = "Register the devices of a file; exit code 1 if a row is rejected.")
    int importFile(@Mixin ImportOptions options, @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        var client = session.client();
        return options.run(session.environment(), client.imports(), client.registrations()::add, output)
                .number();
    }
}
