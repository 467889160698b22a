package dev.hallmark.cli.login;

import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Gets the next token of a context. */
final class TokenSource {

    private final Clock clock;
    private final HttpClient http;
    private final String command;

    /** @param command as it was typed */
    TokenSource(Clock clock, HttpClient http, String command) {
        this.clock = clock;
        this.http = http;
        this.command = command;
    }

    IssuedToken next(Context context) throws IOException, InterruptedException, CommandFailure {
        return switch (context.credentials()) {
            case Credentials.Token only -> throw expired();
            case Credentials.TokenCommand program -> printed(program.command());
            case Credentials.ClientSecret client ->
                new OidcProvider(http, client.issuer(), clock)
                        .byClientSecret(client.clientId(), secret(client.secretFile()));
            case Credentials.Device device ->
                new OidcProvider(http, device.issuer(), clock)
                        .byRefreshToken(
                                device.clientId(),
                                context.token().flatMap(IssuedToken::refresh).orElseThrow(this::expired));
        };
    }

    private CommandFailure expired() {
        return new CommandFailure(
                ExitCode.NOT_PERMITTED, "the token has expired\nLog in again: %s login".formatted(command));
    }

    private static String secret(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    private static IssuedToken printed(List<String> command) throws IOException, InterruptedException, CommandFailure {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        var token = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0 || token.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.NOT_PERMITTED, "%s printed no token".formatted(String.join(" ", command)));
        }
        return IssuedToken.read(token, String.join(" ", command));
    }
}
