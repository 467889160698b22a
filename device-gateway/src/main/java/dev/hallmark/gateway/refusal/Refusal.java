package dev.hallmark.gateway.refusal;

/** Everything the gateway itself says no to; the sentences say nothing about what lies behind it. */
public enum Refusal {
    BAD_REQUEST(400, "bad-request", "The request cannot be read in only one way."),
    NOT_FOUND(404, "not-found", "There is nothing here."),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "This method is not available here."),
    REQUEST_TIMEOUT(408, "request-timeout", "The request took too long to arrive."),
    CONTENT_TOO_LARGE(413, "content-too-large", "The body is larger than this path takes."),
    EXPECTATION_FAILED(417, "expectation-failed", "The only expectation known is 100-continue."),
    TOO_MANY_REQUESTS(429, "too-many-requests", "Too many requests came from this address; wait and try again."),
    UNAVAILABLE(503, "unavailable", "The service cannot be reached just now; try again.");

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

    /** Whether the connection may not be used again: the rest of the request is still on its way. */
    public boolean endsConnection() {
        return this == CONTENT_TOO_LARGE || this == REQUEST_TIMEOUT || this == BAD_REQUEST;
    }
}
