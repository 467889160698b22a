package dev.hallmark.attestation;

/** What a caller is refused with; it learns the code and nothing of the reason. */
public final class AttestationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Code {
        INVALID_CHALLENGE_REQUEST,
        UNKNOWN_DEVICE,
        EVIDENCE_TOO_LARGE,
        UNSUPPORTED_EVIDENCE,
        ATTESTATION_FAILED
    }

    private final Code code;

    public AttestationException(Code code, String sentence) {
        // No stack trace: a refusal is an answer, and strangers can ask for as many as they like.
        super(sentence, null, false, false);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
