package dev.hallmark.attestation.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeIdTest {

    @Test
    void hasTwentyTwoCharactersAndComesBack() {
        var id = ChallengeId.random();

        assertThat(id.text()).hasSize(22);
        assertThat(ChallengeId.parse(id.text())).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAECAwQFBgcICQoLDA0OD",
                "AAECAwQFBgcICQoLDA0ODx",
                "AAECAwQFBgcICQoLDA0ODw==",
                "../../../x/y/z/abcde",
                "AAECAwQFBgcICQoLDA0OD/",
                "AAECAwQFBgcICQoLDA0ODwAA"
            })
    void isNothingElse(String text) {
        assertThat(ChallengeId.parse(text)).isEmpty();
    }
}
