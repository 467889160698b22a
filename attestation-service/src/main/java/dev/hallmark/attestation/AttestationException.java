package dev.hallmark.attestation;

import java.time.Duration;

/** What a caller is refused with; it learns the code and nothing of the reason. */
public final class AttestationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Code {
        INVALID_CHALLENGE_REQUEST,
        UNKNOWN_DEVICE,
        EVIDENCE_TOO_LARGE,
        UNSUPPORTED_EVIDENCE,
        ATTESTATION_FAILED,
        TOO_MANY_REQUESTS
    }

    private final Code code;
    private final Duration retryAfter;

    public AttestationException(Code code, String sentence) {
        this(code, sentence, Duration.ZERO);
    }

    private AttestationException(Code code, String sentence, Duration retryAfter) {
        // No stack trace: a refusal is an answer, and strangers can ask for as many as they like.
        super(sentence, null, false, false);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** For a caller that may come again after this time. */
    public static AttestationException tooMany(Duration retryAfter) {
        return new AttestationException(
                Code.TOO_MANY_REQUESTS, "Too many challenges are asked for. Come again later.", retryAfter);
    }

    public Code code() {
        return code;
    }

    /** Zero where there is nothing to wait for. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
