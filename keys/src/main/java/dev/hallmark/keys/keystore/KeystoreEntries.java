package dev.hallmark.keys.keystore;

import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyId;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
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

/** Creates keys, and reads them from and writes them to a PKCS#12 store. */
final class KeystoreEntries {

    /** Given to each call and never registered: it signs twice as fast as the JDK's own. */
    static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private static final int AES_BITS = 256;
    private static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");

    private KeystoreEntries() {}

    static Map<KeyId, KeystoreKey> readAll(KeyStore store, char[] password) throws GeneralSecurityException {
        var keys = new HashMap<KeyId, KeystoreKey>();
        for (var alias : Collections.list(store.aliases())) {
            var id = KeystoreKey.id(alias);
            keys.put(id, read(id, store.getKey(alias, password), store.getCertificate(alias)));
        }
        return Map.copyOf(keys);
    }

    static void add(KeyStore store, char[] password, KeyId id, KeyAlgorithm algorithm) throws GeneralSecurityException {
        switch (algorithm) {
            case ES256 -> {
                var pair = p256();
                store.setKeyEntry(
                        KeystoreKey.alias(id), pair.getPrivate(), password, new Certificate[] {carrier(pair, id)});
            }
            case AES256 -> {
                var generator = KeyGenerator.getInstance("AES");
                generator.init(AES_BITS);
                store.setKeyEntry(KeystoreKey.alias(id), generator.generateKey(), password, null);
            }
        }
    }

    private static KeystoreKey read(KeyId id, Key key, Certificate carrier) throws GeneralSecurityException {
        if (!(key instanceof PrivateKey secret)) {
            return new KeystoreKey(id, KeyAlgorithm.AES256, key, Optional.empty());
        }
        var factory = KeyFactory.getInstance("EC", BOUNCY_CASTLE);
        PublicKey shown = carrier.getPublicKey();
        return new KeystoreKey(
                id,
                KeyAlgorithm.ES256,
                factory.generatePrivate(new PKCS8EncodedKeySpec(secret.getEncoded())),
                Optional.of(shown));
    }

    private static KeyPair p256() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC", BOUNCY_CASTLE);
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** Java's PKCS#12 stores a public key only inside a certificate; this one has no other use. */
    private static Certificate carrier(KeyPair pair, KeyId id) throws CertificateException {
        var name = new X500Name("CN=" + id.name());
        var builder = new JcaX509v3CertificateBuilder(
                name, BigInteger.ONE, Date.from(Instant.EPOCH), Date.from(NO_END), name, pair.getPublic());
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA")
                    .setProvider(BOUNCY_CASTLE)
                    .build(pair.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new CertificateException(e);
        }
    }
}
