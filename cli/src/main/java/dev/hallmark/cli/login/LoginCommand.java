package dev.hallmark.cli.login;

import dev.hallmark.cli.environment.Environment;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.output.Printable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "login",
        description = {
            "Log in, for all commands until the next login.",
            "",
            "To a sandbox on this machine (--sandbox, and without options where one runs); with a token (--token); as a"
                    + " client of an OIDC provider (--issuer, --client-id, --client-secret-file); or, without a secret,"
                    + " as yourself in a browser on any device (RFC 8628)."
        })
public final class LoginCommand implements Callable<Integer> {

    private static final String CONSOLE = "http://localhost:8080";

    private final Session session;
    private final Environment environment;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "the console's address, which leads to all services; default: $HALLMARK_SERVER, else "
                    + "http://localhost:8080")
    private Optional<String> server = Optional.empty();

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "PEM file of the authorities that servers' certificates are checked against; default: "
                    + "$HALLMARK_CA, else those of the Java runtime")
    private Optional<Path> ca = Optional.empty();

    @Option(names = "--sandbox", description = "to the sandbox of $HALLMARK_HOME")
    private boolean sandbox;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "admin",
            description = "in the sandbox: viewer, operator, approver, admin, factory or auditor; default: admin")
    private String role = "admin";

    @Option(
            names = "--token",
            paramLabel = "-",
            description = "reads a bearer token from the standard input: on the command line it would be visible to all"
                    + " users of the machine; default: $HALLMARK_TOKEN")
    private Optional<String> token = Optional.empty();

    @Option(names = "--issuer", paramLabel = "URL", description = "an OIDC provider's address")
    private Optional<URI> issuer = Optional.empty();

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            description = "this command line's, or your program's, at the provider")
    private Optional<String> clientId = Optional.empty();

    @Option(
            names = "--client-secret-file",
            paramLabel = "FILE",
            description = "read at each new token; only its name is kept")
    private Optional<Path> secretFile = Optional.empty();

    public LoginCommand(Session session) {
        this.session = session;
        this.environment = session.environment();
    }

    @Override
    public Integer call() throws IOException, InterruptedException, CommandFailure {
        var context = context();
        session.file().replace(context);
        spec.commandLine()
                .getOut()
                .println(Printable.of("Logged in to %s.%s".formatted(place(context), whose(context))));
        return ExitCode.OK.number();
    }

    private Context context() throws IOException, InterruptedException, CommandFailure {
        if (issuer.isPresent()) {
            return withProvider(issuer.get());
        }
        var given = given();
        if (!sandbox && given.isPresent()) {
            return at(new Credentials.Token(), given);
        }
        if (sandbox || (server.isEmpty() && runningSandbox().isPresent())) {
            return inSandbox();
        }
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "no sandbox runs here, which ./hallmark up starts; without one, log in with --token - or --issuer");
    }

    private Context withProvider(URI provider) throws IOException, InterruptedException, CommandFailure {
        var id = clientId.orElseThrow(
                () -> new CommandLine.ParameterException(spec.commandLine(), "--issuer needs --client-id"));
        if (secretFile.isPresent()) {
            var client =
                    new Credentials.ClientSecret(provider, id, secretFile.get().toAbsolutePath());
            return renewed(at(client, Optional.empty()));
        }
        var context = at(new Credentials.Device(provider, id), Optional.empty());
        return context.with(new OidcProvider(Trust.connections(context.ca()), provider, environment.clock())
                .byPerson(id, this::show));
    }

    private Context inSandbox() throws IOException, InterruptedException, CommandFailure {
        var home = runningSandbox()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.UNAVAILABLE, "no sandbox runs here\nStart it with ./hallmark up, in its checkout."));
        var script = environment
                .checkout()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "a sandbox's login is ./hallmark ctl login, in its checkout"))
                .resolve("hallmark");
        var program = new Credentials.TokenCommand(
                List.of("env", "HALLMARK_HOME=" + home, script.toString(), "token", "--role", role));
        return renewed(new Context(Optional.empty(), Optional.of(home), trusted(), program, Optional.empty()));
    }

    private Context renewed(Context context) throws IOException, InterruptedException, CommandFailure {
        var source = new TokenSource(environment.clock(), Trust.connections(context.ca()), environment.command());
        return context.with(source.next(context));
    }

    private Context at(Credentials credentials, Optional<IssuedToken> issued) throws CommandFailure {
        var place = server.isPresent()
                ? Session.server(server.get(), "--server")
                : Session.server(environment.variable(Session.SERVER).orElse(CONSOLE), Session.SERVER);
        return new Context(Optional.of(place), Optional.empty(), trusted(), credentials, issued);
    }

    private Optional<Path> trusted() {
        return ca.or(() -> environment.variable(Session.CA).map(Path::of)).map(Path::toAbsolutePath);
    }

    private Optional<Path> runningSandbox() {
        return environment
                .variable("HALLMARK_HOME")
                .map(home -> Path.of(home).toAbsolutePath())
                .filter(home -> Files.exists(home.resolve("addresses.json")));
    }

    private Optional<IssuedToken> given() throws IOException, CommandFailure {
        if (token.isPresent()) {
            return Optional.of(IssuedToken.read(piped(token.get()), "the standard input"));
        }
        var variable = environment.variable(Session.TOKEN);
        return variable.isPresent() ? Optional.of(IssuedToken.read(variable.get(), Session.TOKEN)) : Optional.empty();
    }

    private String piped(String given) throws IOException, CommandFailure {
        if (!given.equals("-")) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--token takes only -, and the token from the standard input or from HALLMARK_TOKEN: all users of the"
                            + " machine see what is on a command line");
        }
        return environment
                .readLine()
                .orElseThrow(() -> new CommandFailure(ExitCode.USAGE, "there is no token on the standard input"));
    }

    private void show(OidcProvider.Authorization authorization) {
        var line = authorization
                .complete()
                .map(address -> "Open %s and confirm the code %s.".formatted(address, authorization.code()))
                .orElseGet(() ->
                        "Open %s and enter the code %s.".formatted(authorization.address(), authorization.code()));
        spec.commandLine().getErr().println(Printable.of(line));
    }

    private static String place(Context context) {
        return context.sandbox()
                .map(home -> "the sandbox in " + home)
                .orElseGet(() -> context.server().map(URI::toString).orElse(""));
    }

    private static String whose(Context context) {
        return context.token()
                .flatMap(IssuedToken::claims)
                .map(claims -> " You are %s in tenant %s."
                        .formatted(
                                claims.path("sub").asText(),
                                claims.path("tenant").asText()))
                .orElse("");
    }
}
