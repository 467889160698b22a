package dev.hallmark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class OpenSslSpeedTest {

    /** Of OpenSSL 3.0.19, both runs one after the other. */
    private static final String OUTPUT =
            """
            +DTP:256:sign:ecdsa:1
            +R5:11621:256:0.22
            +H:1024
            +F:6:sha256:1579718400.00
            +F4:3:256:53080.645161:17580.000000
            +F5:22:253:37105.000000:0.000027
            +H:1024
            +F:25:AES-256-GCM:2059250787.10
            """;

    @Test
    void readsOperationsInASecond() throws Exception {
        var rates = OpenSslSpeed.parse(OUTPUT);

        assertThat(rates.get(Primitive.SIGN)).isEqualTo(53080.645161);
        assertThat(rates.get(Primitive.VERIFY)).isEqualTo(17580);
        assertThat(rates.get(Primitive.AGREE)).isEqualTo(37105);
    }

    @Test
    void countsDigestsAndEncryptionInBlocksInsteadOfOctets() throws Exception {
        var rates = OpenSslSpeed.parse(OUTPUT);

        assertThat(rates.get(Primitive.DIGEST)).isCloseTo(1579718400.0 / 1024, within(0.01));
        assertThat(rates.get(Primitive.ENCRYPT)).isCloseTo(2059250787.1 / 1024, within(0.01));
    }

    @Test
    void saysWhichFigureIsMissing() {
        var withoutAgreement = OUTPUT.replace("+F5:", "+F9:");

        assertThatThrownBy(() -> OpenSslSpeed.parse(withoutAgreement))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("X25519");
    }

    @Test
    void theProgramOfThisMachineIsUnderstood() throws Exception {
        assertThat(OpenSslSpeed.perSecond().values())
                .hasSize(Primitive.values().length)
                .allMatch(rate -> rate > 0);
    }
}
