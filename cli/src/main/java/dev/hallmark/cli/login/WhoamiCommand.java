package dev.hallmark.cli.login;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.output.Output;
import dev.hallmark.cli.output.Table;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "whoami",
        description = "Show who is logged in where, as the token says; the services decide whether it is accepted.")
public final class WhoamiCommand implements Callable<Integer> {

    private static final Table<Identity> TABLE = Table.of("SUBJECT", Identity::subject);

    private final Session session;

    @Mixin
    private Output output;

    public WhoamiCommand(Session session) {
        this.session = session;
    }

    private record Identity(
            String subject,
            String tenant,
            List<String> roles,
            String issuer,
            Optional<Instant> expiresAt,
            URI registry) {}

    @Override
    public Integer call() throws IOException, InterruptedException, CommandFailure {
        var token = session.token();
        var claims = token.claims()
                .orElseThrow(() -> new CommandFailure(ExitCode.NOT_PERMITTED, "the token is no JSON Web Token"));
        output.print(
                new Identity(
                        claims.path("sub").asText(),
                        claims.path("tenant").asText(),
                        claims.path("groups")
                                .valueStream()
                                .map(JsonNode::asText)
                                .toList(),
                        claims.path("iss").asText(),
                        token.expiresAt(),
                        session.address("registry")),
                TABLE);
        return ExitCode.OK.number();
    }
}
