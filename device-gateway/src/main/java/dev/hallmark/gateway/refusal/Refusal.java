package dev.hallmark.gateway.refusal;

/** Why the gateway refuses a request itself; the details reveal nothing about the services behind it. */
public enum Refusal {
    BAD_REQUEST(400, "bad-request", "The request is malformed, or could be read in more than one way."),
    NOT_FOUND(404, "not-found", "Nothing is served at this path."),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "This method is not allowed at this path."),
    REQUEST_TIMEOUT(408, "request-timeout", "The request took too long to arrive."),
    CONTENT_TOO_LARGE(413, "content-too-large", "The body is larger than this path accepts."),
    EXPECTATION_FAILED(417, "expectation-failed", "Only the expectation 100-continue is supported."),
    TOO_MANY_REQUESTS(429, "too-many-requests", "Too many requests from this address; wait and try again."),
    UNAVAILABLE(503, "unavailable", "The service is unavailable; try again.");

    private final int status;
    private final String code;
    private final String detail;

    Refusal(int status, String code, String detail) {
        this.status = status;
        this.code = code;
        this.detail = detail;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    /** Whether the connection must not be used again, since the rest of the request may still arrive. */
    public boolean endsConnection() {
        return this == CONTENT_TOO_LARGE || this == REQUEST_TIMEOUT || this == BAD_REQUEST;
    }
}
