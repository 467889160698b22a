package dev.hallmark.device.enrolment;

import dev.hallmark.device.identity.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/** A PKCS#10 request (RFC 2986); the authority may ignore its subject. */
public final class CertificateRequest {

    private CertificateRequest() {}

    /** DER. */
    public static byte[] of(SigningKey key, String commonName) {
        var subject = new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
        var publicKey = SubjectPublicKeyInfo.getInstance(key.subjectPublicKey());
        try {
            return new PKCS10CertificationRequestBuilder(subject, publicKey)
                    .build(new Signer(key))
                    .getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Signs with a key that may live in a chip. */
    private static final class Signer implements ContentSigner {

        private final SigningKey key;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        Signer(SigningKey key) {
            this.key = key;
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        }

        @Override
        public OutputStream getOutputStream() {
            return content;
        }

        @Override
        public byte[] getSignature() {
            return key.sign(content.toByteArray()).der();
        }
    }
}
