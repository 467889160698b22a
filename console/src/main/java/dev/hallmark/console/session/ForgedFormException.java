package dev.hallmark.console.session;

import java.io.Serial;

/** A change without the token of the browser's own pages: from another site, or from a page of a session that has ended. */
public final class ForgedFormException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    ForgedFormException() {
        // No stack trace: a refusal is an ordinary answer, and anyone can cause any number of them.
        super("the form's token is missing or of another session", null, false, false);
    }
}
