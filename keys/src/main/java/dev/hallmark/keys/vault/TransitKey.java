package dev.hallmark.keys.vault;

import static dev.hallmark.keys.KeyRingException.Code.WRONG_ALGORITHM;

import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyId;
import dev.hallmark.keys.KeyName;
import dev.hallmark.keys.KeyRingException;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitKeyInfo;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitKeyType;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * What Vault says of a key. Nothing of it ever changes, except that versions are added.
 *
 * @param publicKeys by version; empty for a wrapping key
 */
record TransitKey(KeyName name, KeyAlgorithm algorithm, int newest, Map<Integer, PublicKey> publicKeys) {

    static VaultSecretsTransitKeyType type(KeyAlgorithm algorithm) {
        return switch (algorithm) {
            case ES256 -> VaultSecretsTransitKeyType.ECDSA_P256;
            case ES384 -> VaultSecretsTransitKeyType.ECDSA_P384;
            case EDDSA -> VaultSecretsTransitKeyType.ED25519;
            case RS256 -> VaultSecretsTransitKeyType.RSA_3072;
            case AES256 -> VaultSecretsTransitKeyType.AES256_GCM96;
            case ML_DSA_65 -> throw new IllegalArgumentException("Transit has no " + algorithm);
        };
    }

    static TransitKey of(KeyName name, VaultSecretsTransitKeyInfo info) {
        var algorithm = algorithm(name, info.getType());
        var publicKeys = new HashMap<Integer, PublicKey>();
        if (algorithm.isForSigning()) {
            info.getKeys()
                    .forEach((version, key) ->
                            publicKeys.put(Integer.valueOf(version), publicKey(name, algorithm, key.getPublicKey())));
        }
        return new TransitKey(name, algorithm, info.getLatestVersion(), Map.copyOf(publicKeys));
    }

    /** That one of its versions has this number. */
    boolean has(int version) {
        return version <= newest && (!algorithm.isForSigning() || publicKeys.containsKey(version));
    }

    KeyId newestId() {
        return new KeyId(name, newest);
    }

    private static KeyAlgorithm algorithm(KeyName name, VaultSecretsTransitKeyType type) {
        return switch (type) {
            case ECDSA_P256 -> KeyAlgorithm.ES256;
            case ECDSA_P384 -> KeyAlgorithm.ES384;
            case ED25519 -> KeyAlgorithm.EDDSA;
            case RSA_3072 -> KeyAlgorithm.RS256;
            case AES256_GCM96 -> KeyAlgorithm.AES256;
            default ->
                throw new KeyRingException(
                        WRONG_ALGORITHM, "%s is a key of Vault's type %s, which has no use here".formatted(name, type));
        };
    }

    /** Vault shows an Ed25519 key as its bare octets in base64, and others as PEM. */
    private static PublicKey publicKey(KeyName name, KeyAlgorithm algorithm, String shown) {
        try {
            return switch (algorithm) {
                case EDDSA -> of("Ed25519", edwards(Base64.getDecoder().decode(shown)));
                case RS256 -> of("RSA", pem(shown));
                default -> of("EC", pem(shown));
            };
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new KeyRingException(
                    KeyRingException.Code.UNAVAILABLE, "the public key of %s cannot be read".formatted(name), e);
        }
    }

    private static PublicKey of(String kind, byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static byte[] edwards(byte[] octets) throws IOException {
        return new SubjectPublicKeyInfo(new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), octets).getEncoded();
    }

    private static byte[] pem(String text) {
        return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
    }
}
