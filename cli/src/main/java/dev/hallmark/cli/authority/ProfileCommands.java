package dev.hallmark.cli.authority;

import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.output.ListOutput;
import dev.hallmark.cli.output.Table;
import dev.hallmark.client.authority.Profile;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "profiles", description = "What certificates can be like; policies name a profile.")
public final class ProfileCommands {

    private static final Table<Profile> PROFILES = Table.of("NAME", Profile::name)
            .and("VALIDITY", Profile::validity)
            .and("RENEWAL WINDOW", Profile::renewalWindow)
            .and("GRACE", Profile::grace)
            .and("SHORT-LIVED", Profile::shortLived);

    private final Session session;

    public ProfileCommands(Session session) {
        this.session = session;
    }

    @Command(description = "List the profiles.")
    int list(@Mixin ListOutput output) throws IOException, InterruptedException, CommandFailure {
        output.print(session.client().authorities().profiles(), PROFILES);
        return ExitCode.OK.number();
    }
}
