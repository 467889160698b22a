package dev.hallmark.cli.failure;

import dev.hallmark.cli.output.Printable;
import dev.hallmark.client.http.ApiException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import javax.net.ssl.SSLHandshakeException;
import picocli.CommandLine;

/** Says what went wrong, where, and what to do about it; only what is a fault of ours keeps its stack trace. */
public final class Failures implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int BAD_GATEWAY = 502;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;

    @Override
    public int handleExecutionException(Exception e, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        return switch (e) {
            case CommandFailure failure -> end(command, failure.exitCode(), failure.getMessage());
            case ApiException refused -> end(command, exitCode(refused), explain(refused, command));
            case FileSystemException file -> end(command, ExitCode.USAGE, explain(file));
            case SSLHandshakeException untrusted ->
                end(
                        command,
                        ExitCode.UNAVAILABLE,
                        "no secure connection: " + untrusted.getMessage()
                                + "\nIf an authority of your own issued the server's certificate, name its PEM file with"
                                + " --ca at login, or in HALLMARK_CA.");
            case IOException noToken
            when noToken.getCause() instanceof CommandFailure failure ->
                end(command, failure.exitCode(), failure.getMessage());
            case InterruptedIOException interrupted -> ExitCode.INTERRUPTED.number();
            case IOException noAnswer -> end(command, ExitCode.UNAVAILABLE, explain(noAnswer));
            case InterruptedException interrupted -> ExitCode.INTERRUPTED.number();
            default -> throw e;
        };
    }

    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] arguments) {
        var command = e.getCommandLine();
        var exitCode = end(command, ExitCode.USAGE, e.getMessage());
        if (!command.getSubcommands().isEmpty() && !(e instanceof CommandLine.UnmatchedArgumentException)) {
            command.usage(command.getErr());
            return exitCode;
        }
        CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr());
        command.getErr()
                .println("What is accepted: %s --help"
                        .formatted(command.getCommandSpec().qualifiedName()));
        return exitCode;
    }

    private static int end(CommandLine command, ExitCode exitCode, String message) {
        var lines = message.lines().map(Printable::of).toList();
        command.getErr().println(command.getColorScheme().errorText("error: " + lines.getFirst()));
        lines.stream().skip(1).forEach(command.getErr()::println);
        return exitCode.number();
    }

    private static ExitCode exitCode(ApiException refused) {
        return switch (refused.status()) {
            case UNAUTHORIZED, FORBIDDEN -> ExitCode.NOT_PERMITTED;
            case NOT_FOUND -> ExitCode.NOT_FOUND;
            case TOO_MANY_REQUESTS, BAD_GATEWAY, SERVICE_UNAVAILABLE, GATEWAY_TIMEOUT -> ExitCode.UNAVAILABLE;
            default -> ExitCode.FAILED;
        };
    }

    private static String explain(ApiException refused, CommandLine command) {
        var text = new StringBuilder(
                refused.detail().isEmpty() ? "no explanation was given" : Printable.of(refused.detail()));
        for (var error : refused.problem().path("errors")) {
            text.append("\n  %s: %s"
                    .formatted(
                            Printable.of(error.path("field").asText()),
                            Printable.of(error.path("reason").asText())));
        }
        text.append("\n  %s was answered %d %s"
                .formatted(refused.request(), refused.status(), refused.code())
                .stripTrailing());
        return text.append(remedy(refused, command)).toString();
    }

    private static String remedy(ApiException refused, CommandLine command) {
        return switch (refused.status()) {
            case UNAUTHORIZED -> "\nLog in again: " + root(command) + " login";
            case FORBIDDEN ->
                refused.problem().has("permission")
                        ? "\nAsk for a role that has %s; %s whoami shows yours."
                                .formatted(refused.problem().path("permission").asText(), root(command))
                        : "";
            case TOO_MANY_REQUESTS, BAD_GATEWAY, SERVICE_UNAVAILABLE, GATEWAY_TIMEOUT ->
                "\nRun the command again later.";
            default -> "";
        };
    }

    private static String root(CommandLine command) {
        return command.getCommandSpec().root().name();
    }

    private static String explain(FileSystemException file) {
        return switch (file) {
            case NoSuchFileException missing -> "there is no file " + file.getFile();
            case AccessDeniedException denied -> "the file %s may not be read or written".formatted(file.getFile());
            default -> file.getMessage();
        };
    }

    private static String explain(IOException e) {
        return e.getMessage() == null ? "no answer: " + e.getClass().getSimpleName() : e.getMessage();
    }
}
