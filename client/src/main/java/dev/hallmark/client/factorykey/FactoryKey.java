package dev.hallmark.client.factorykey;

import java.time.Instant;
import java.util.Optional;

/**
 * A key with which a factory signs its manifests.
 *
 * @param kid its RFC 7638 thumbprint
 * @param publicKey SubjectPublicKeyInfo in base64
 */
public record FactoryKey(
        String name,
        String kid,
        String algorithm,
        String publicKey,
        Instant createdAt,
        String createdBy,
        boolean revoked,
        Optional<Instant> revokedAt,
        Optional<String> revokedBy,
        Optional<String> reason) {}
