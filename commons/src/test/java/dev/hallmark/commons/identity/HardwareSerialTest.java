package dev.hallmark.commons.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HardwareSerialTest {

    @ParameterizedTest
    @ValueSource(strings = {"SN-0001", "eui48_0004A3FFEE01", "A#1", "A@plant", "snö", "序列号-7", " x"})
    void whatFactoriesWriteIsASerial(String text) {
        assertThat(new HardwareSerial(text).text()).isEqualTo(text);
    }

    /** 64 characters, of which each takes two chars of Java and four octets of UTF-8. */
    @Test
    void charactersAreCountedAsX520Does() {
        assertThat(new HardwareSerial("𝟘".repeat(64)).text()).hasSize(128);
        assertRefused("𝟘".repeat(65), "has 65 characters; a certificate holds at most 64");
        assertRefused("a".repeat(65), "has 65 characters; a certificate holds at most 64");
    }

    @Test
    void whatCannotBeWrittenIsRefusedByItsName() {
        assertRefused("", "is empty");
        assertRefused("a\u0007b", "holds U+0007, which is a control character or half of a character");
        assertRefused("a\u0085", "holds U+0085, which is a control character or half of a character");
        assertRefused("a\ud835", "holds U+D835, which is a control character or half of a character");
    }

    private static void assertRefused(String text, String reason) {
        assertThatThrownBy(() -> new HardwareSerial(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }
}
