package dev.hallmark.cli.token;

import dev.hallmark.cli.environment.Confirmation;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.output.ListOutput;
import dev.hallmark.cli.output.Output;
import dev.hallmark.cli.output.Table;
import dev.hallmark.client.token.MachineToken;
import dev.hallmark.client.token.NewMachineToken;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(name = "tokens", description = "Tokens for programs that have no identity provider: of factories, of CI.")
public final class TokenCommands {

    private final Session session;

    public TokenCommands(Session session) {
        this.session = session;
    }

    @Command(description = "List the tokens that were made, the latest first.")
    int list(@Mixin ListOutput output) throws IOException, InterruptedException, CommandFailure {
        output.print(session.client().machineTokens().list(), tokens());
        return ExitCode.OK.number();
    }

    @Command(description = "Show what a token may do, who made it and when it was used last.")
    int show(@Parameters(paramLabel = "ID", description = "its id") String id, @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        output.print(session.client().machineTokens().get(id), tokens());
        return ExitCode.OK.number();
    }

    @Command(
            description = "Make a token. It is printed this once; keep it as a secret. Whoever has it can do what it"
                    + " permits, until it expires or is revoked.")
    int create(
            @Parameters(paramLabel = "NAME", description = "what it is for, at most 100 characters") String name,
            @Option(
                            names = "--permission",
                            paramLabel = "PERMISSION",
                            required = true,
                            split = ",",
                            description = "such as registrations:add, of those that you have; several are separated by"
                                    + " commas, or the option is repeated")
                    List<String> permissions,
            @Option(
                            names = "--valid",
                            paramLabel = "TIME",
                            required = true,
                            converter = Validity.class,
                            description = "for how long, such as 12h or 90d; at most 366d")
                    Duration valid,
            @Mixin TokenOutput output)
            throws IOException, InterruptedException, CommandFailure {
        var expiry = session.environment().clock().instant().plus(valid);
        output.print(session.client().machineTokens().make(new NewMachineToken(name, permissions, expiry)));
        return ExitCode.OK.number();
    }

    @Command(description = "Revoke a token: no service accepts it any more.")
    int revoke(
            @Parameters(paramLabel = "ID", description = "its id") String id,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "for the audit record")
                    String reason,
            @Mixin Confirmation confirmation,
            @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        var client = session.client().machineTokens();
        confirmation.require(
                session.environment(),
                "Whatever uses the token \"%s\" is refused from now on."
                        .formatted(client.get(id).name()));
        output.print(client.revoke(id, reason), tokens());
        return ExitCode.OK.number();
    }

    private Table<MachineToken> tokens() {
        var now = session.environment().clock().instant();
        return Table.of("ID", MachineToken::id)
                .and("NAME", MachineToken::name)
                .and("STATE", token -> token.state(now))
                .and("PERMISSIONS", MachineToken::permissions)
                .and("BY", MachineToken::creator)
                .and("EXPIRES", MachineToken::expiresAt)
                .and("LAST USED", MachineToken::lastUsedAt);
    }

    static final class Validity implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (!text.matches("[1-9][0-9]{0,3}[hd]")) {
                throw new TypeConversionException("'%s' is not a time; 12h and 90d are accepted".formatted(text));
            }
            return text.endsWith("d")
                    ? Duration.ofDays(Integer.parseInt(text.substring(0, text.length() - 1)))
                    : Duration.parse("PT" + text);
        }
    }
}
