package dev.hallmark.registry.refusal;

/** Why the registry refuses a request. */
public enum Refusal {
    NOT_FOUND,
    INVALID_REQUEST,
    UNKNOWN_POLICY,
    BATCH_NAME_TAKEN,
    ILLEGAL_MOVE,
    MALFORMED_FILE,
    UNSUPPORTED_ENCODING,
    UPLOAD_BROKEN_OFF,
    IDEMPOTENCY_KEY_REUSED,
    IMPORT_TAKEN_OVER,
    INVALID_MANIFEST,
    MANIFEST_REQUIRED,
    MANIFEST_MISMATCH,
    FACTORY_KEY_TAKEN
}
