package dev.hallmark.device.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;

/**
 * An identity key of any algorithm in a directory: {@code identity.pem} holds both halves, {@link AlgorithmFile} names
 * its algorithm.
 */
final class IdentityFile {

    private static final String KEY = "identity.pem";

    private IdentityFile() {}

    static IdentityKey read(Path directory) throws IOException {
        var file = directory.resolve(KEY);
        var algorithm = AlgorithmFile.read(directory);
        return algorithm == IdentityAlgorithm.ES256 ? KeyFile.read(file) : algorithm.key(pair(file));
    }

    static void write(Path directory, IdentityKey key) throws IOException {
        switch (key) {
            case SigningKey signing -> KeyFile.write(directory.resolve(KEY), signing);
            case SoftwareSigner signing -> write(directory, key.algorithm(), signing.pair());
            case DecapsulationKey opening -> write(directory, key.algorithm(), opening.pair());
        }
    }

    private static void write(Path directory, String algorithm, KeyPair pair) throws IOException {
        var pem = KeyFile.pem("PRIVATE KEY", pair.getPrivate().getEncoded())
                + KeyFile.pem("PUBLIC KEY", pair.getPublic().getEncoded());
        OwnerOnly.write(directory.resolve(KEY), pem);
        AlgorithmFile.write(directory, IdentityAlgorithm.named(algorithm));
    }

    private static KeyPair pair(Path file) throws IOException {
        var privateKey = Optional.<PrivateKey>empty();
        var publicKey = Optional.<PublicKey>empty();
        try (var parser = new PEMParser(Files.newBufferedReader(file))) {
            for (var part = parser.readObject(); part != null; part = parser.readObject()) {
                switch (part) {
                    case PrivateKeyInfo info -> privateKey = Optional.of(BouncyCastleProvider.getPrivateKey(info));
                    case SubjectPublicKeyInfo info -> publicKey = Optional.of(BouncyCastleProvider.getPublicKey(info));
                    default -> {}
                }
            }
        }
        if (privateKey.isEmpty() || publicKey.isEmpty()) {
            throw new IOException(file + ": there is no key pair in this file");
        }
        return new KeyPair(publicKey.get(), privateKey.get());
    }
}
