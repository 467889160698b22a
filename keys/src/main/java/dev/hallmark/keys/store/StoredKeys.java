package dev.hallmark.keys.store;

import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyId;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.KeyGenerator;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jboss.logging.Logger;

/** Makes keys in a store, and reads them from it. */
final class StoredKeys {

    private static final Logger LOG = Logger.getLogger(StoredKeys.class);
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final int AES_BITS = 256;
    private static final int P256_BITS = 256;
    private static final int RSA_BITS = 3072;
    private static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");

    private final Store store;

    StoredKeys(Store store) {
        this.store = store;
    }

    /** All of ours; a token may hold others. */
    Map<KeyId, StoredKey> readAll(KeyStore content) throws GeneralSecurityException {
        var keys = new HashMap<KeyId, StoredKey>();
        for (var alias : Collections.list(content.aliases())) {
            var id = StoredKey.id(alias);
            if (id.isPresent() && content.isKeyEntry(alias)) {
                read(content, alias, id.get()).ifPresent(key -> keys.put(key.id(), key));
            }
        }
        return Map.copyOf(keys);
    }

    /** Whether something has the place of a key, readable or not. */
    boolean holds(KeyStore content, KeyId id) throws GeneralSecurityException {
        return content.containsAlias(StoredKey.alias(id));
    }

    void add(KeyStore content, KeyId id, KeyAlgorithm algorithm) throws GeneralSecurityException {
        var alias = StoredKey.alias(id);
        if (algorithm.isForSigning()) {
            var pair = pair(algorithm);
            var carrier = new Certificate[] {carrier(pair.getPublic(), id)};
            content.setKeyEntry(alias, pair.getPrivate(), store.password(), carrier);
        } else {
            var provider = store.provider(algorithm);
            var generator = provider.isPresent()
                    ? KeyGenerator.getInstance("AES", provider.get())
                    : KeyGenerator.getInstance("AES");
            generator.init(AES_BITS);
            content.setKeyEntry(alias, generator.generateKey(), store.password(), null);
        }
    }

    /** One that cannot be read makes no other unusable. */
    private Optional<StoredKey> read(KeyStore content, String alias, KeyId id) {
        try {
            return Optional.of(read(id, content.getKey(alias, store.password()), content.getCertificate(alias)));
        } catch (GeneralSecurityException | ProviderException | IllegalStateException e) {
            LOG.warnf("the key %s cannot be read, and is left alone: %s", id, e.getMessage());
            return Optional.empty();
        }
    }

    private StoredKey read(KeyId id, Key key, Certificate carrier) throws GeneralSecurityException {
        if (!(key instanceof PrivateKey secret)) {
            return new StoredKey(id, KeyAlgorithm.AES256, key, Optional.empty());
        }
        if (carrier == null) {
            throw new KeyStoreException("there is no certificate that carries its public key");
        }
        var shown = carrier.getPublicKey();
        return new StoredKey(id, algorithm(id, shown), store.usable(secret), Optional.of(shown));
    }

    private static KeyAlgorithm algorithm(KeyId id, PublicKey key) {
        return switch (key) {
            case ECPublicKey curve ->
                curve.getParams().getOrder().bitLength() == P256_BITS ? KeyAlgorithm.ES256 : KeyAlgorithm.ES384;
            case EdECPublicKey edwards -> KeyAlgorithm.EDDSA;
            case RSAPublicKey rsa -> KeyAlgorithm.RS256;
            default -> {
                if (!key.getAlgorithm().startsWith("ML-DSA")) {
                    throw new IllegalStateException(id + " is a key for " + key.getAlgorithm());
                }
                yield KeyAlgorithm.ML_DSA_65;
            }
        };
    }

    private KeyPair pair(KeyAlgorithm algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case ES256 -> curve("secp256r1", store.provider(algorithm));
            case ES384 -> curve("secp384r1", store.provider(algorithm));
            case EDDSA -> generator("Ed25519", store.provider(algorithm)).generateKeyPair();
            case RS256 -> {
                var generator = generator("RSA", store.provider(algorithm));
                generator.initialize(RSA_BITS);
                yield generator.generateKeyPair();
            }
            case ML_DSA_65 -> generator("ML-DSA-65", store.provider(algorithm)).generateKeyPair();
            case AES256 -> throw new IllegalArgumentException("a wrapping key has no public half");
        };
    }

    private static KeyPair curve(String name, Optional<Provider> provider) throws GeneralSecurityException {
        var generator = generator("EC", provider);
        generator.initialize(new ECGenParameterSpec(name));
        return generator.generateKeyPair();
    }

    private static KeyPairGenerator generator(String name, Optional<Provider> provider)
            throws GeneralSecurityException {
        return provider.isPresent()
                ? KeyPairGenerator.getInstance(name, provider.get())
                : KeyPairGenerator.getInstance(name);
    }

    /** Java's key stores keep a public key only inside a certificate; this one has no other use, and no issuer. */
    private static Certificate carrier(PublicKey shown, KeyId id) throws GeneralSecurityException {
        var name = new X500Name("CN=" + id.name());
        var builder = new JcaX509v3CertificateBuilder(
                name, BigInteger.ONE, Date.from(Instant.EPOCH), Date.from(NO_END), name, shown);
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA")
                    .setProvider(BOUNCY_CASTLE)
                    .build(curve("secp256r1", Optional.of(BOUNCY_CASTLE)).getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new CertificateException(e);
        }
    }
}
