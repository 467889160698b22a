package dev.hallmark.keys;

import dev.hallmark.commons.fault.InfrastructureFault;
import java.io.Serial;

/** The key ring refused or failed; the message names keys and never contains their material. */
public final class KeyRingException extends RuntimeException implements InfrastructureFault {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Code {
        /** There is no key of this name and version. */
        UNKNOWN_KEY,
        /** The key has another algorithm than the call needs. */
        WRONG_ALGORITHM,
        /** This kind of key ring has no keys of the algorithm. */
        UNSUPPORTED_ALGORITHM,
        /** The input is not one the key can work on: a digest of another length, a wrapped key that was changed. */
        WRONG_INPUT,
        /** The store of the keys cannot be read or written now. */
        UNAVAILABLE
    }

    private final Code code;

    public KeyRingException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public KeyRingException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }

    @Override
    public boolean passes() {
        return code == Code.UNAVAILABLE;
    }
}
