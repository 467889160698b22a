package dev.hallmark.attestation.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.commons.identity.Encapsulation;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class InverseChallengeTest {

    private static final byte[] ENCAPSULATION = hex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431");
    private static final byte[] SECRET = hex("fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc");
    private static final byte[] NONCE = hex("202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f");

    /** RFC 9180 §A.1.1, and from there on a script. */
    @Test
    void theAnswersKeyIsThatOfTheProtocolsVector() {
        var inverse = new InverseChallenge(new Encapsulation(ENCAPSULATION, SECRET), NONCE);

        assertThat(inverse.encapsulation()).isEqualTo(ENCAPSULATION);
        assertThat(HexFormat.of().formatHex(inverse.answerKey()))
                .isEqualTo("9c5dfe4adea9d7d29a70bbdd5ad4195286464d9ac11a8b94225c3011035e2a12");
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
