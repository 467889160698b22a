package dev.hallmark.attestation;

import dev.hallmark.commons.problem.Refused;
import java.time.Duration;
import java.util.Optional;

/** What a caller is refused with; it learns the code and nothing of the reason. */
public final class AttestationException extends RuntimeException implements Refused {

    private static final long serialVersionUID = 1L;

    public enum Code {
        INVALID_REQUEST,
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
        // No stack trace: a refusal is an answer, and anybody can cause as many as they like.
        super(sentence, null, false, false);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** One answer for all keys that get no challenge, whatever the reason. */
    public static AttestationException noChallenge() {
        return new AttestationException(Code.UNKNOWN_DEVICE, "no challenge for this key");
    }

    /** For a caller that may try again after this time. */
    public static AttestationException tooMany(Duration retryAfter) {
        return new AttestationException(
                Code.TOO_MANY_REQUESTS, "There are too many requests for challenges. Try again later.", retryAfter);
    }

    @Override
    public Code code() {
        return code;
    }

    /** Unknown devices and failed attestations get one constant sentence each, whatever the reason. */
    @Override
    public Optional<String> detail() {
        return Optional.of(
                switch (code) {
                    case UNKNOWN_DEVICE -> "There is no challenge for this key now. Try again later.";
                    case ATTESTATION_FAILED -> "The evidence was not accepted. Ask for a new challenge.";
                    case INVALID_REQUEST, EVIDENCE_TOO_LARGE, UNSUPPORTED_EVIDENCE, TOO_MANY_REQUESTS -> getMessage();
                });
    }

    @Override
    public Duration retryAfter() {
        return retryAfter;
    }
}
