package dev.hallmark.device.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoftwareSignerTest {

    private static final byte[] DATA = "evidence".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "ES256, EC, SHA256withECDSA, SHA256withECDSAinP1363Format",
        "ES384, EC, SHA384withECDSA, SHA384withECDSAinP1363Format",
        "EDDSA, Ed25519, Ed25519, Ed25519",
        "PS256, RSA, RSASSA-PSS, RSASSA-PSS",
        "RS256, RSA, SHA256withRSA, SHA256withRSA",
        "ML_DSA_44, ML-DSA, ML-DSA-44, ML-DSA-44",
        "ML_DSA_65, ML-DSA, ML-DSA-65, ML-DSA-65"
    })
    void theJdkVerifiesBothFormsAlsoAfterTheKeyWasInAFile(
            IdentityAlgorithm algorithm, String keys, String der, String concatenated) throws Exception {
        // Given
        var made = DeviceKeys.generate(algorithm);
        new SoftwareKeys(made).write(directory);

        // When
        var read = SoftwareKeys.read(directory).unlock();

        // Then
        var identity = (SignatureKey) read.identity();
        assertThat(read.deviceId()).isEqualTo(made.deviceId());
        assertThat(identity.algorithm()).isEqualTo(algorithm.toString());
        assertThat(verifies(identity, keys, der, identity.signDer(DATA))).isTrue();
        assertThat(verifies(identity, keys, concatenated, identity.signConcatenated(DATA)))
                .isTrue();
    }

    @Test
    void anIdentityKeyThatTlsCannotUseNeedsAnotherBesideIt() throws Exception {
        new SoftwareKeys(DeviceKeys.generate(IdentityAlgorithm.ML_DSA_44)).write(directory);
        Files.delete(directory.resolve("operational.pem"));

        assertThatThrownBy(() -> SoftwareKeys.read(directory)).hasMessageContaining("needs an operational key");
    }

    private static boolean verifies(SignatureKey key, String keys, String algorithm, byte[] signature)
            throws Exception {
        var verifier = Signature.getInstance(algorithm);
        if (algorithm.equals("RSASSA-PSS")) {
            verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        verifier.initVerify(
                KeyFactory.getInstance(keys).generatePublic(new X509EncodedKeySpec(key.subjectPublicKey())));
        verifier.update(DATA);
        return verifier.verify(signature);
    }
}
