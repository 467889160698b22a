package dev.hallmark.registry.manifest;

import dev.hallmark.commons.identity.InvalidPublicKeyException;
import dev.hallmark.commons.identity.SignatureAlgorithm;
import dev.hallmark.commons.identity.SubjectPublicKey;
import dev.hallmark.commons.validation.PlainText;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A factory's key as an administrator brings it.
 *
 * @param publicKey PEM as {@code openssl pkey -pubout} prints it, or the base64 of its DER
 */
record NewFactoryKey(
        @NotBlank @Size(max = 100) @PlainText String name, @NotBlank @Size(max = MOST_CHARACTERS) String publicKey) {

    private static final int MOST_CHARACTERS = 16_384;

    SubjectPublicKey key() {
        try {
            return signing(SubjectPublicKey.parse(publicKey));
        } catch (InvalidPublicKeyException e) {
            throw unusable(e.getMessage());
        }
    }

    private static SubjectPublicKey signing(SubjectPublicKey key) {
        if (key.algorithm() instanceof SignatureAlgorithm) {
            return key;
        }
        throw unusable("a factory signs with it, and %s keys cannot"
                .formatted(key.algorithm().jose()));
    }

    private static RegistryException unusable(String reason) {
        return new RegistryException(Refusal.INVALID_REQUEST, "The public key cannot be used: " + reason + ".")
                .with("field", "publicKey");
    }
}
