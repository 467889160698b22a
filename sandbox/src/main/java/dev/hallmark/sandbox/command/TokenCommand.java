package dev.hallmark.sandbox.command;

import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.system.Addresses;
import dev.hallmark.sandbox.token.OperatorKey;
import dev.hallmark.sandbox.token.OperatorTokens;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

@CommandLine.Command(name = "token", description = "print a bearer token for the APIs of the sandbox")
final class TokenCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @CommandLine.Option(
            names = "--role",
            required = true,
            split = ",",
            description = "viewer, operator, approver, admin, factory or auditor; may be given several times")
    private List<String> roles = List.of();

    @CommandLine.Option(names = "--tenant", defaultValue = "default", description = "default: ${DEFAULT-VALUE}")
    private String tenant = "default";

    @CommandLine.Option(names = "--subject", defaultValue = "sandbox", description = "default: ${DEFAULT-VALUE}")
    private String subject = "sandbox";

    @CommandLine.Option(names = "--minutes", defaultValue = "60", description = "validity, default: ${DEFAULT-VALUE}")
    private int minutes = 60;

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        requireKnownRoles();
        requireValidity();
        var home = Home.fromEnvironment();
        requireOwnKey(home);
        var tokens = new OperatorTokens(OperatorKey.of(home), Clock.systemUTC());
        var token = tokens.issue(subject, roles, tenant, Duration.ofMinutes(minutes));
        noteWhenNothingRuns(home, spec.commandLine().getErr());
        spec.commandLine().getOut().println(token);
        return 0;
    }

    /** With Keycloak nobody accepts the sandbox's own tokens. */
    private void requireOwnKey(Home home) throws IOException {
        var issuer = Addresses.areCurrent(home) ? Addresses.read(home).issuer() : Optional.<String>empty();
        if (issuer.isPresent()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "this sandbox accepts tokens of %s only; get one there, or log in: ./hallmark ctl login --issuer %s --client-id hallmark-cli"
                            .formatted(issuer.get(), issuer.get()));
        }
    }

    /** Beside the token and not in it: scripts read standard output. */
    static void noteWhenNothingRuns(Home home, PrintWriter err) throws IOException {
        if (!Addresses.areCurrent(home)) {
            err.println("note: no sandbox runs in " + home.directory()
                    + "; the token is good for one that is started there with ./hallmark up");
        }
    }

    private void requireValidity() {
        if (minutes < 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--minutes must be at least 1, not " + minutes);
        }
    }

    private void requireKnownRoles() {
        for (var role : roles) {
            if (!OperatorTokens.ROLES.contains(role)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(),
                        "unknown role " + role + "; there are " + String.join(", ", OperatorTokens.ROLES));
            }
        }
    }
}
