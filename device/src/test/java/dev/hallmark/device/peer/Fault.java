package dev.hallmark.device.peer;

/** What to do with a request instead of answering. */
public enum Fault {
    NONE(200),
    NOT_FOUND(404),
    FORBIDDEN(403),
    BAD_GATEWAY(502),
    /** The connection is cut before the request has any effect. */
    CRASH_BEFORE(0),
    /** The connection is cut after the request has had its effect, and before its answer. */
    CRASH_AFTER(0);

    private final int status;

    Fault(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }
}
