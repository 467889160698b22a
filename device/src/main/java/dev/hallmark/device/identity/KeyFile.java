package dev.hallmark.device.identity;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/** A P-256 private key in a PEM file: PKCS#8, or the older form of {@code openssl ecparam -genkey}. */
public final class KeyFile {

    private KeyFile() {}

    public static SigningKey read(Path file) throws IOException {
        try {
            return parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** Writes PKCS#8 that only the owner can read. */
    public static void write(Path file, SigningKey key) throws IOException {
        OwnerOnly.write(file, pem(key));
    }

    static String pem(SigningKey key) throws IOException {
        return pem("PRIVATE KEY", pkcs8(key));
    }

    /** With the public key in it (RFC 5915 §3: SHOULD), which the JDK leaves out and GnuTLS cannot do without. */
    private static byte[] pkcs8(SigningKey key) throws IOException {
        var info = PrivateKeyInfo.getInstance(key.privateKey().getEncoded());
        var scalar = ECPrivateKey.getInstance(info.parsePrivateKey()).getKey();
        var point = SubjectPublicKeyInfo.getInstance(key.subjectPublicKey()).getPublicKeyData();
        var whole = new ECPrivateKey(P256.DOMAIN.getN().bitLength(), scalar, point, null);
        return new PrivateKeyInfo(info.getPrivateKeyAlgorithm(), whole).getEncoded();
    }

    static String pem(String label, byte[] der) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, body);
    }

    static SigningKey parse(String pem) throws IOException {
        try (var parser = new PEMParser(new StringReader(pem))) {
            for (var part = parser.readObject(); part != null; part = parser.readObject()) {
                switch (part) {
                    case PrivateKeyInfo key -> {
                        return key(key);
                    }
                    case PEMKeyPair pair -> {
                        return key(pair.getPrivateKeyInfo());
                    }
                    default -> {} // openssl ecparam writes the curve's parameters before the key
                }
            }
        }
        throw new IllegalArgumentException(
                "There is no private key in this file; a PEM private key of P-256 is accepted");
    }

    private static SigningKey key(PrivateKeyInfo info) throws IOException {
        var algorithm = info.getPrivateKeyAlgorithm();
        if (!X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm.getAlgorithm())
                || !SECObjectIdentifiers.secp256r1.equals(algorithm.getParameters())) {
            throw new IllegalArgumentException("The private key is not of P-256");
        }
        return SigningKey.of(ECPrivateKey.getInstance(info.parsePrivateKey()).getKey());
    }
}
