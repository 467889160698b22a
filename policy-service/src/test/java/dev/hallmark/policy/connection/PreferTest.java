package dev.hallmark.policy.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            wait=3                              | 3
            WAIT=0                              | 0
            respond-async, wait=10              | 10
            wait="7"                            | 7
            wait = 2; foo="bar", respond-async  | 2
            wait=1, wait=5                      | 1
            """)
    void sayHowLongTheClientWaits(String header, long seconds) {
        assertThat(Prefer.waiting(List.of(header))).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wait", "wait=", "wait=-1", "wait=soon", "await=3", "wait=12345678", "return=minimal"})
    void whatIsNotUnderstoodIsPassedOver(String header) {
        assertThat(Prefer.waiting(List.of(header))).isEmpty();
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(Prefer.waiting(List.of("return=minimal", "wait=4"))).contains(Duration.ofSeconds(4));
        assertThat(Prefer.waiting(List.of())).isEmpty();
    }
}
