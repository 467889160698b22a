package dev.hallmark.cli.login;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.cli.environment.Environment;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.ServiceAddresses;
import dev.hallmark.client.http.Api;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who a command is for and where it goes: what the last login left, unless variables say otherwise ({@code HALLMARK_SERVER},
 * {@code HALLMARK_TOKEN}, {@code HALLMARK_CA}), which is how scripts need no login.
 */
public final class Session {

    static final String SERVER = "HALLMARK_SERVER";
    static final String TOKEN = "HALLMARK_TOKEN";
    static final String CA = "HALLMARK_CA";

    private final Environment environment;
    private final ContextFile file;

    public Session(Environment environment) {
        this.environment = environment;
        this.file = new ContextFile(environment.configuration());
    }

    public Environment environment() {
        return environment;
    }

    ContextFile file() {
        return file;
    }

    /** The operators' APIs, with a token that is valid now. */
    public HallmarkClient client() throws IOException, InterruptedException, CommandFailure {
        var addresses = new ServiceAddresses(address("registry"), address("policy"), address("ca"));
        var token = token().token();
        return HallmarkClient.of(connections(), addresses, () -> token);
    }

    /** Where a service is reached, such as {@code registry}. */
    public URI address(String service) throws IOException, CommandFailure {
        var server = environment.variable(SERVER).map(URI::create);
        if (server.isPresent()) {
            return server.get();
        }
        var context = context();
        return context.sandbox().isPresent()
                ? inSandbox(context.sandbox().get(), service)
                : context.server().orElseThrow(this::notLoggedIn);
    }

    public HttpClient connections() throws IOException, CommandFailure {
        var variable = environment.variable(CA).map(Path::of);
        return Trust.connections(variable.isPresent() ? variable : file.read().flatMap(Context::ca));
    }

    /** A token that is valid now, renewed if need be. */
    IssuedToken token() throws IOException, InterruptedException, CommandFailure {
        var variable = environment.variable(TOKEN);
        if (variable.isPresent()) {
            // Secrets that are mounted or pasted end with a line break, which would end up in a message about the
            // header.
            return IssuedToken.of(variable.get().strip());
        }
        var context = context();
        var kept = context.token()
                .filter(token -> token.isFresh(environment.clock().instant()));
        return kept.isPresent() ? kept.get() : renew(context);
    }

    private IssuedToken renew(Context context) throws IOException, InterruptedException, CommandFailure {
        var next = new TokenSource(environment.clock(), Trust.connections(context.ca()), environment.command())
                .next(context);
        file.write(context.with(next));
        return next;
    }

    private Context context() throws IOException, CommandFailure {
        return file.read().orElseThrow(this::notLoggedIn);
    }

    private CommandFailure notLoggedIn() {
        return new CommandFailure(
                ExitCode.NOT_PERMITTED,
                "not logged in\nLog in with %s login, or set %s and %s."
                        .formatted(environment.command(), SERVER, TOKEN));
    }

    private static URI inSandbox(Path home, String service) throws IOException, CommandFailure {
        var file = home.resolve("addresses.json");
        if (!Files.exists(file)) {
            throw new CommandFailure(
                    ExitCode.UNAVAILABLE, "no sandbox runs in %s\nStart it with ./hallmark up.".formatted(home));
        }
        return Optional.of(Api.json().readTree(file.toFile()).path(service))
                .filter(JsonNode::isTextual)
                .map(address -> URI.create(address.asText()))
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.UNAVAILABLE, "the sandbox in %s has no service %s".formatted(home, service)));
    }
}
