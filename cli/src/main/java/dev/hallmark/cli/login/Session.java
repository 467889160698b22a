package dev.hallmark.cli.login;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.cli.environment.Environment;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.ServiceAddresses;
import dev.hallmark.client.http.Api;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
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

    /** The operators' APIs. Each request has a token that is valid then: a command may last longer than one. */
    public HallmarkClient client() throws IOException, CommandFailure {
        var addresses = new ServiceAddresses(address("registry"), address("policy"), address("ca"), address("audit"));
        return HallmarkClient.of(connections(), addresses, this::bearer);
    }

    /** Where a service is reached, such as {@code registry}. */
    public URI address(String service) throws IOException, CommandFailure {
        var variable = environment.variable(SERVER);
        if (variable.isPresent()) {
            return accepted(server(variable.get(), SERVER));
        }
        var context = context();
        return context.sandbox().isPresent()
                ? inSandbox(context.sandbox().get(), service)
                : context.server().orElseThrow(this::notLoggedIn);
    }

    /**
     * A server's address.
     *
     * @param source of it, to be named when it is none
     */
    static URI server(String text, String source) throws CommandFailure {
        try {
            var address = new URI(text.strip());
            var web = address.getScheme() != null && address.getScheme().matches("(?i)https?");
            if (web && address.getHost() != null && address.toString().matches("[^?#@]*")) {
                return address;
            }
        } catch (URISyntaxException e) {
            // It is none either.
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                "%s is no server's address: '%s'; such as https://hallmark.example.com is accepted"
                        .formatted(source, text));
    }

    /** A token goes to no other server than the one that its login was for. */
    private URI accepted(URI server) throws IOException, CommandFailure {
        var own = environment.variable(TOKEN).isPresent();
        if (!own && !context().server().filter(one -> isSame(one, server)).isPresent()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "%s is %s, and the last login was for another server\nLog in there with %s login --server %s, or set %s too."
                            .formatted(SERVER, server, environment.command(), server, TOKEN));
        }
        return server;
    }

    private static boolean isSame(URI one, URI other) {
        return one.toString()
                .replaceAll("/+$", "")
                .equalsIgnoreCase(other.toString().replaceAll("/+$", ""));
    }

    public HttpClient connections() throws IOException, CommandFailure {
        var variable = environment.variable(CA).map(Path::of);
        return Trust.connections(variable.isPresent() ? variable : file.read().flatMap(Context::ca));
    }

    private String bearer() throws IOException {
        try {
            return token().token();
        } catch (CommandFailure e) {
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** A token that is valid now, renewed if need be. */
    IssuedToken token() throws IOException, InterruptedException, CommandFailure {
        var variable = environment.variable(TOKEN);
        if (variable.isPresent()) {
            return IssuedToken.read(variable.get(), TOKEN);
        }
        var kept = fresh(context());
        return kept.isPresent() ? kept.get() : file.exclusively(this::renewed);
    }

    private Optional<IssuedToken> fresh(Context context) {
        return context.token().filter(token -> token.isFresh(environment.clock().instant()));
    }

    /** Another command may have renewed it meanwhile, and a refresh token may be good for one time only. */
    private IssuedToken renewed() throws IOException, InterruptedException, CommandFailure {
        var context = context();
        var kept = fresh(context);
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
