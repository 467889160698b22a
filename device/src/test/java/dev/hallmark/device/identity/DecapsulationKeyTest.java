package dev.hallmark.device.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.KEM;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that decapsulate what the JDK encapsulates, and the vectors of RFC 9180. */
class DecapsulationKeyTest {

    private static final X25519PrivateKeyParameters X25519 =
            new X25519PrivateKeyParameters(hex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8"));
    private static final ECPrivateKeyParameters ECDH = new ECPrivateKeyParameters(
            new BigInteger("f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2", 16), P256.DOMAIN);
    private static final byte[] TO_P256 = hex("04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9"
            + "8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "X25519, X25519, DHKEM",
        "ECDH_P256, EC, DHKEM",
        "ML_KEM_512, ML-KEM, ML-KEM",
        "ML_KEM_768, ML-KEM, ML-KEM",
        "ML_KEM_1024, ML-KEM, ML-KEM"
    })
    void whatTheJdkEncapsulatesOpensAlsoAfterTheKeyWasInAFile(
            IdentityAlgorithm algorithm, String keys, String mechanism) throws Exception {
        // Given
        var made = DeviceKeys.generate(algorithm);
        new SoftwareKeys(made).write(directory);
        var read = SoftwareKeys.read(directory).unlock();
        var publicKey = KeyFactory.getInstance(keys)
                .generatePublic(new X509EncodedKeySpec(made.identity().subjectPublicKey()));

        // When
        var sealed = KEM.getInstance(mechanism).newEncapsulator(publicKey).encapsulate();

        // Then
        assertThat(read.deviceId()).isEqualTo(made.deviceId());
        assertThat(read.operational().fingerprint())
                .isEqualTo(made.operational().fingerprint());
        assertThat(read.identity().algorithm()).isEqualTo(algorithm.toString());
        assertThat(opened(made.identity(), sealed.encapsulation()))
                .isEqualTo(sealed.key().getEncoded());
        assertThat(opened(read.identity(), sealed.encapsulation()))
                .isEqualTo(sealed.key().getEncoded());
        var tooLong = Arrays.copyOf(sealed.encapsulation(), sealed.encapsulation().length + 1);
        assertThatThrownBy(() -> opened(read.identity(), tooLong)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> opened(read.identity(), new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    /** §A.1.1 and §A.3.1. */
    @Test
    void theVectorsOfRfc9180Open() {
        assertThat(Dhkem.decapsulate(X25519, hex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431")))
                .isEqualTo(hex("fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc"));
        assertThat(Dhkem.decapsulate(ECDH, TO_P256))
                .isEqualTo(hex("c0d26aeab536609a572b07695d933b589dcf363ff9d93c93adea537aeabb8cb8"));
    }

    @Test
    void pointsThatAreNoneAreRefused() {
        var off = TO_P256.clone();
        off[64] ^= 1;

        assertThatThrownBy(() -> Dhkem.decapsulate(X25519, new byte[32])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Dhkem.decapsulate(ECDH, off)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] opened(IdentityKey key, byte[] encapsulation) {
        return ((DecapsulationKey) key).decapsulate(encapsulation);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
