package dev.hallmark.cli.failure;

/** How commands end. */
public enum ExitCode {
    OK(0),
    /** Refused by a service, or not wholly done: an import with rejected rows. */
    FAILED(1),
    /** Arguments or files that cannot be used; nothing was sent. */
    USAGE(2),
    NOT_FOUND(3),
    /** Not logged in, or without the permission. */
    NOT_PERMITTED(4),
    /** No connection, or a service that is not available now. */
    UNAVAILABLE(5),
    /** What was waited for has not happened in time. */
    TIMED_OUT(6),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
