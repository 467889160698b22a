package dev.hallmark.commons.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.commons.identity.SubjectPublicKey;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;

class ConfirmationTest {

    private final SubjectPublicKey key = key();
    private final SubjectPublicKey other = key();
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void namesAKeyByEitherThumbprint() {
        assertThat(Confirmation.ofJwk(key.thumbprint()).names(key)).isTrue();
        assertThat(Confirmation.ofJwk(key.thumbprint()).names(other)).isFalse();
        assertThat(Confirmation.ofCose(key.coseThumbprint().orElseThrow()).names(key))
                .isTrue();
        assertThat(Confirmation.ofCose(key.coseThumbprint().orElseThrow()).names(other))
                .isFalse();
    }

    @Test
    void theTwoThumbprintsAreNotMixedUp() {
        assertThat(new Confirmation(null, key.thumbprint()).names(key)).isFalse();
    }

    @Test
    void isWholeWithExactlyOne() {
        assertThat(Confirmation.ofJwk("a").isWhole()).isTrue();
        assertThat(new Confirmation(null, null).isWhole()).isFalse();
        assertThat(new Confirmation("a", "b").isWhole()).isFalse();
    }

    @Test
    void isWrittenWithTheOneItHas() throws Exception {
        var cose = Confirmation.ofCose(new byte[32]);

        assertThat(json.writeValueAsString(Confirmation.ofJwk("a"))).isEqualTo("{\"jkt\":\"a\"}");
        assertThat(json.writeValueAsString(cose)).isEqualTo("{\"ckt\":\"" + "A".repeat(43) + "\"}");
        assertThat(json.readValue(json.writeValueAsString(cose), Confirmation.class))
                .isEqualTo(cose);
    }

    private static SubjectPublicKey key() {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return SubjectPublicKey.parse(pair.getPublic().getEncoded());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
