package dev.hallmark.cli.failure;

/** Why a command ends before it has done what it was to do, in a sentence for the person at the terminal. */
public final class CommandFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public CommandFailure(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
