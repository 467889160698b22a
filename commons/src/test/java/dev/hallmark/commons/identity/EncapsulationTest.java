package dev.hallmark.commons.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is encapsulated here decapsulates elsewhere: with BouncyCastle, with openssl, and as the published vectors say.
 */
class EncapsulationTest {

    @ParameterizedTest
    @EnumSource
    void theOtherImplementationOpensIt(KemAlgorithm algorithm) throws Exception {
        var pair = TestKeys.of(algorithm);
        var key = SubjectPublicKey.parse(pair.getPublic().getEncoded());

        var made = key.encapsulate(algorithm);
        var again = key.encapsulate(algorithm);

        assertThat(made.secret()).hasSize(32);
        assertThat(made.encapsulation())
                .hasSize(
                        switch (algorithm) {
                            case X25519 -> 32;
                            case ECDH_P256 -> 65;
                            case ML_KEM_512 -> 768;
                            case ML_KEM_768 -> 1088;
                            case ML_KEM_1024 -> 1568;
                        });
        assertThat(again.encapsulation()).isNotEqualTo(made.encapsulation());
        assertThat(OtherKem.open(TestKeys.privateKey(pair), made.encapsulation()))
                .isEqualTo(made.secret());
        assertThat(made).hasToString("Encapsulation[hidden]");
    }

    @Test
    void aKeyIsEncapsulatedToByItsOwnMechanismOnly() throws Exception {
        var key = SubjectPublicKey.parse(
                TestKeys.of(KemAlgorithm.X25519).getPublic().getEncoded());

        assertThatThrownBy(() -> key.encapsulate(KemAlgorithm.ECDH_P256)).isInstanceOf(IllegalArgumentException.class);
        assertThat(key.verify(new byte[1], new byte[64], SignatureEncoding.DER)).isFalse();
        assertThat(key.verify(SignatureAlgorithm.EDDSA, new byte[1], new byte[64], SignatureEncoding.DER))
                .isFalse();
    }

    /** RFC 9180 §A.1.1 and §A.3.1: the implementation that checks ours is right itself. */
    @Test
    void theOtherImplementationOpensTheVectorsOfRfc9180() {
        var domain = new ECDomainParameters(CustomNamedCurves.getByName("P-256"));
        var p256 = new ECPrivateKeyParameters(
                new BigInteger("f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2", 16), domain);
        var x25519 =
                new X25519PrivateKeyParameters(hex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8"));

        assertThat(OtherKem.open(x25519, hex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431")))
                .isEqualTo(hex("fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc"));
        assertThat(OtherKem.open(
                        p256,
                        hex("04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9"
                                + "8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4")))
                .isEqualTo(hex("c0d26aeab536609a572b07695d933b589dcf363ff9d93c93adea537aeabb8cb8"));
    }

    /**
     * FIPS 203 in a hundred rounds of key, encapsulation and refused ciphertext, as Go's crypto/mlkem has them for
     * ML-KEM-768 ({@code TestAccumulated}); PQClean, CIRCL and others agree on all three.
     */
    @ParameterizedTest
    @CsvSource({
        "ML_KEM_512, 86b1b4703b8ffef6f7f3290c6dbce4ad954498a0673ded401a94828e8c519a59",
        "ML_KEM_768, 1114b1b6699ed191734fa339376afa7e285c9e6acf6ff0177d346696ce564415",
        "ML_KEM_1024, 800018fec3e2723f73f1d657fe239b4d5d8782efaade297e8cd448e54cc2ac00"
    })
    void mlKemIsThatOfTheAccumulatedVectors(KemAlgorithm algorithm, String expected) throws Exception {
        var random = new SHAKEDigest(128);
        var seen = new SHAKEDigest(128);
        for (int round = 0; round < 100; round++) {
            var own = new MLKEMPrivateKeyParameters(parameters(algorithm), next(random, 64));
            var spki = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(own.getPublicKeyParameters());
            var made = algorithm.encapsulate(spki.getEncoded("DER"), sequence(next(random, 32)));
            update(seen, own.getPublicKey());
            update(seen, made.encapsulation());
            update(seen, made.secret());
            assertThat(OtherKem.open(own, made.encapsulation())).isEqualTo(made.secret());
            update(seen, OtherKem.open(own, next(random, made.encapsulation().length)));
        }

        assertThat(HexFormat.of().formatHex(next(seen, 32))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"X25519, X25519, ''", "ECDH_P256, EC, ec_paramgen_curve:P-256"})
    void opensslAgreesOnTheSameSecret(KemAlgorithm algorithm, String kind, String option, @TempDir Path directory)
            throws Exception {
        Openssl.generate(directory, kind, option);
        var key = SubjectPublicKey.parse(Files.readAllBytes(directory.resolve("spki")));

        var made = key.encapsulate(algorithm);

        Files.write(directory.resolve("peer"), spki(algorithm, made.encapsulation()));
        Openssl.run(
                directory,
                List.of(
                        "pkeyutl",
                        "-derive",
                        "-inkey",
                        "key",
                        "-peerform",
                        "DER",
                        "-peerkey",
                        "peer",
                        "-out",
                        "agreed"));
        var agreed = Files.readAllBytes(directory.resolve("agreed"));
        var own = SubjectPublicKeyInfo.getInstance(key.der()).getPublicKeyData().getOctets();
        var id = algorithm == KemAlgorithm.X25519 ? 0x20 : 0x10;
        assertThat(OtherKem.dhkem(id, agreed, made.encapsulation(), own)).isEqualTo(made.secret());
    }

    private static byte[] spki(KemAlgorithm algorithm, byte[] key) throws Exception {
        var identifier = algorithm == KemAlgorithm.X25519
                ? new AlgorithmIdentifier(EdECObjectIdentifiers.id_X25519)
                : new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1);
        return new SubjectPublicKeyInfo(identifier, key).getEncoded("DER");
    }

    private static MLKEMParameters parameters(KemAlgorithm algorithm) {
        return switch (algorithm) {
            case ML_KEM_512 -> MLKEMParameters.ml_kem_512;
            case ML_KEM_768 -> MLKEMParameters.ml_kem_768;
            default -> MLKEMParameters.ml_kem_1024;
        };
    }

    private static byte[] next(SHAKEDigest stream, int count) {
        var octets = new byte[count];
        stream.doOutput(octets, 0, count);
        return octets;
    }

    private static void update(SHAKEDigest digest, byte[] octets) {
        digest.update(octets, 0, octets.length);
    }

    /** A generator that has these octets to give, once. */
    private static SecureRandom sequence(byte[] octets) {
        return new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] wanted) {
                System.arraycopy(octets, 0, wanted, 0, octets.length);
                assertThat(Arrays.copyOf(wanted, octets.length)).hasSize(wanted.length);
            }
        };
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
