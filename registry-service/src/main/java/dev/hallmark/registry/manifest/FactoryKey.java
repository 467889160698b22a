package dev.hallmark.registry.manifest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallmark.commons.identity.SubjectPublicKey;
import java.time.Instant;

/**
 * A key with which a factory signs its files.
 *
 * @param kid its RFC 7638 thumbprint
 * @param publicKey base64 of the DER SubjectPublicKeyInfo
 * @param revokedAt null while it is good
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FactoryKey(
        String name,
        String kid,
        String algorithm,
        String publicKey,
        @JsonIgnore SubjectPublicKey key,
        Instant createdAt,
        String createdBy,
        Instant revokedAt,
        String revokedBy,
        String reason) {

    boolean isRevoked() {
        return revokedAt != null;
    }
}
