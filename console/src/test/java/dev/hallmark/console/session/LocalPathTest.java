package dev.hallmark.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/devices?q=a&next=http://evil.test/", "/devices/x#timeline", "/a//b", "/%2F%2Fevil.test"})
    void aPathOfOursStaysAsItIs(String path) {
        assertThat(LocalPath.of(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "https://evil.test/",
                "//evil.test/",
                "////evil.test/",
                "/\\evil.test",
                "\\evil.test",
                "javascript:alert(1)",
                "mailto:a@evil.test",
                "evil.test",
                "?next=x",
                "/a\r\nX: y",
                "/\t/evil.test",
                "/a b"
            })
    void anythingElseIsTheFirstPage(String path) {
        assertThat(LocalPath.of(path)).isEqualTo("/");
    }

    /** A browser would read the path of this one as a host. */
    @Test
    void anEmptyAuthorityIsLeftOut() {
        assertThat(LocalPath.of("///evil.test/")).isEqualTo("/evil.test/");
    }
}
