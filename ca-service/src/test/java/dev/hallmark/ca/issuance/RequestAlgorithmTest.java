package dev.hallmark.ca.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.CaException.Code;
import dev.hallmark.commons.identity.SubjectPublicKey;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests of every kind of key that TLS can use. */
class RequestAlgorithmTest {

    private static KeyPair rsa;

    @BeforeAll
    static void anRsaKey() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        rsa = generator.generateKeyPair();
    }

    @Test
    void keysThatTlsCanUseAreTaken() throws Exception {
        taken(ec("secp384r1"), new JcaContentSignerBuilder("SHA384withECDSA"));
        taken(pair("Ed25519"), new JcaContentSignerBuilder("Ed25519"));
        taken(rsa, new JcaContentSignerBuilder("SHA256withRSA"));
        taken(rsa, pss(32));
    }

    @Test
    void keysThatItCannotAreRefusedByName() throws Exception {
        for (var kind : new String[] {"ML-DSA-44", "ML-DSA-65"}) {
            var request = request(pair(kind), new JcaContentSignerBuilder(kind));

            refused(request, Code.REQUEST_NOT_ALLOWED, kind);
        }
    }

    @Test
    void theSignatureIsOneOfTheKeysOwn() throws Exception {
        refused(
                request(ec("secp384r1"), new JcaContentSignerBuilder("SHA256withECDSA")),
                Code.MALFORMED_REQUEST,
                "ES384");
        refused(request(rsa, new JcaContentSignerBuilder("SHA384withRSA")), Code.MALFORMED_REQUEST, "PS256");
        refused(request(rsa, new JcaContentSignerBuilder("SHA1withRSA")), Code.MALFORMED_REQUEST, "PS256");
        refused(request(rsa, pss(20)), Code.MALFORMED_REQUEST, "PS256");
    }

    @Test
    void shortRsaIsRefused() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);

        refused(
                request(generator.generateKeyPair(), new JcaContentSignerBuilder("SHA256withRSA")),
                Code.MALFORMED_REQUEST,
                "RSA of 1024 bits");
    }

    private static void taken(KeyPair pair, JcaContentSignerBuilder signer) throws Exception {
        assertThat(CertificationRequest.parse(request(pair, signer)).key())
                .isEqualTo(SubjectPublicKey.parse(pair.getPublic().getEncoded()));
    }

    private static void refused(byte[] request, Code code, String words) {
        assertThatThrownBy(() -> CertificationRequest.parse(request))
                .hasMessageContaining(words)
                .isInstanceOfSatisfying(
                        CaException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static byte[] request(KeyPair pair, JcaContentSignerBuilder signer) throws Exception {
        return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=any"), pair.getPublic())
                .build(signer.build(pair.getPrivate()))
                .getEncoded();
    }

    private static JcaContentSignerBuilder pss(int salt) {
        var parameters = new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, salt, 1);
        return new JcaContentSignerBuilder("SHA256withRSAandMGF1", parameters).setProvider(new BouncyCastleProvider());
    }

    private static KeyPair ec(String curve) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static KeyPair pair(String algorithm) throws Exception {
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    }
}
