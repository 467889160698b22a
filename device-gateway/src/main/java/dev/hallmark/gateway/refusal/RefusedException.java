package dev.hallmark.gateway.refusal;

import java.time.Duration;
import java.util.Optional;

/** A request that the gateway does not forward. */
public class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final transient Optional<Duration> retryAfter;

    private RefusedException(Refusal refusal, Optional<Duration> retryAfter, Throwable cause) {
        // Refusals are ordinary and frequent under attack: no stack trace.
        super(refusal.code(), cause, false, false);
        this.refusal = refusal;
        this.retryAfter = retryAfter;
    }

    public RefusedException(Refusal refusal) {
        this(refusal, Optional.empty(), null);
    }

    public RefusedException(Refusal refusal, Duration retryAfter) {
        this(refusal, Optional.of(retryAfter), null);
    }

    public RefusedException(Refusal refusal, Duration retryAfter, Throwable cause) {
        this(refusal, Optional.of(retryAfter), cause);
    }

    public Refusal refusal() {
        return refusal;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
