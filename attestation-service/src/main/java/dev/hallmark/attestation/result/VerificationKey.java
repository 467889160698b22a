package dev.hallmark.attestation.result;

/**
 * The public half of a signing key as its JWK has it (RFC 7518 §6.2.1).
 *
 * @param kid the thumbprint (RFC 7638)
 */
record VerificationKey(String kid, String x, String y) {}
