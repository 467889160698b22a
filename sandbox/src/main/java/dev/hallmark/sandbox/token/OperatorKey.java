package dev.hallmark.sandbox.token;

import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.home.OwnerOnly;
import dev.hallmark.sandbox.pki.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** The key that signs the operators' tokens of a sandbox; in a cluster an OIDC provider has it. */
public final class OperatorKey {
    private static final int BITS = 2048;

    private final RSAPrivateCrtKey key;

    private OperatorKey(RSAPrivateCrtKey key) {
        this.key = key;
    }

    /** Opens the key of this home, and makes it at the first start. */
    public static OperatorKey of(Home home) throws IOException, GeneralSecurityException {
        var file = home.pki().resolve("operator-key.pem");
        if (!Files.exists(file)) {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            var encoded = generator.generateKeyPair().getPrivate().getEncoded();
            OwnerOnly.write(file, Pem.encode("PRIVATE KEY", encoded));
        }
        return new OperatorKey(read(file));
    }

    /** The public key as services take it: base64 of the SubjectPublicKeyInfo. */
    public String publicKey() throws GeneralSecurityException {
        var specification = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
        var publicKey = KeyFactory.getInstance("RSA").generatePublic(specification);
        return Base64.getEncoder().encodeToString(publicKey.getEncoded());
    }

    PrivateKey privateKey() {
        return key;
    }

    private static RSAPrivateCrtKey read(Path file) throws IOException, GeneralSecurityException {
        var der = Pem.decode(Files.readString(file));
        return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    }
}
