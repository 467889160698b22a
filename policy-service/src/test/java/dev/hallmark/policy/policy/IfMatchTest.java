package dev.hallmark.policy.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IfMatchTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            nullValues = "none",
            textBlock =
                    """
                    none       | true
                    *          | true
                    "3"        | true
                    "2", "3"   | true
                    "2"        | false
                    W/"3"      | false
                    3          | false
                    "33"       | false
                    """)
    void aChangeHappensAtTheVersionsNamed(String header, boolean matches) {
        assertThat(IfMatch.read(header).matches(3)).isEqualTo(matches);
    }
}
