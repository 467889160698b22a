package dev.hallmark.client.audit;

/**
 * What audit-service has signed about the trail: a checkpoint, or that its beginning was cut off.
 *
 * @param statement JSON, as it was signed
 * @param signature ECDSA with SHA-256, DER in base64
 */
public record SignedStatement(String statement, String signature) {}
