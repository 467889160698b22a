package dev.hallmark.cli.authority;

import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.output.ListOutput;
import dev.hallmark.cli.output.Table;
import dev.hallmark.client.authority.Authority;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "authorities", description = "The certification authorities of the tenant.")
public final class AuthorityCommands {

    private static final Table<Authority> AUTHORITIES = Table.of("ID", Authority::id)
            .and("KIND", Authority::kind)
            .and("SUBJECT", Authority::subject)
            .and("NOT AFTER", Authority::notAfter)
            .and("CERTIFICATE", Authority::certificate)
            .and("CRL", Authority::crl);

    private final Session session;

    public AuthorityCommands(Session session) {
        this.session = session;
    }

    @Command(description = "List the authorities.")
    int list(@Mixin ListOutput output) throws IOException, InterruptedException, CommandFailure {
        output.print(session.client().authorities().list(), AUTHORITIES);
        return ExitCode.OK.number();
    }
}
