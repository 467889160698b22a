package dev.hallmark.commons.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    /** The example of W3C Trace Context §3.2.2.5. */
    private static final String EXAMPLE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void readsAndWritesTheHeader() {
        assertThat(TraceParent.parse(EXAMPLE)).hasValueSatisfying(parent -> {
            assertThat(parent)
                    .isEqualTo(new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01"))
                    .hasToString(EXAMPLE);
            assertThat(parent.sampled()).isTrue();
        });
    }

    @Test
    void readsTheHeaderOfANewerVersion() {
        assertThat(TraceParent.parse(EXAMPLE.replaceFirst("00", "cc") + "-what-the-future-will-be-like"))
                .hasValueSatisfying(parent -> assertThat(parent).hasToString(EXAMPLE));
    }

    @Test
    void aTraceThatIsNotRecordedIsOneAllTheSame() {
        assertThat(TraceParent.parse(EXAMPLE.replaceFirst("01$", "00")))
                .hasValueSatisfying(parent -> assertThat(parent.sampled()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01"
            })
    void ignoresWhatIsNone(String header) {
        assertThat(TraceParent.parse(header)).isEmpty();
    }

    @Test
    void theContextOfASpanIsItsPlace() {
        var parent = TraceParent.parse(EXAMPLE).orElseThrow();

        assertThat(TraceParent.of(Span.fromContext(parent.context()))).contains(parent);
    }

    @Test
    void codeThatIsPartOfNoTraceHasNone() {
        assertThat(TraceParent.current()).isEmpty();
    }
}
