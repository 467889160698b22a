package dev.hallmark.testkit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * A private key that a test resource makes and tests sign with, on any thread. The two may be loaded apart; the JVM's
 * properties are what they share.
 */
record SharedKey(String algorithm, String property) {

    void share(PrivateKey key) {
        System.setProperty(property, Base64.getEncoder().encodeToString(key.getEncoded()));
    }

    PrivateKey read() {
        try {
            var encoded = Base64.getDecoder().decode(System.getProperty(property));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
