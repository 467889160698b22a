package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the twenty lines at the head of values.yaml install, so that a change of the charts shows in what it does. */
class GoldenTest {

    private static final Path RENDERED = Path.of("target", "golden", "twenty-lines.yaml");
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "twenty-lines.yaml");

    @Test
    void theExampleHasTwentyLines() {
        assertThat(Charts.twentyLines().lines()).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void twentyLinesInstallWhatTheyDid() throws IOException {
        var text = Charts.text(Charts.UMBRELLA, Charts.RELEASE, Charts.twentyLines());
        Files.createDirectories(RENDERED.getParent());
        Files.writeString(RENDERED, text.stripTrailing() + "\n");

        assertThat(GOLDEN)
                .as("renew it by: cp helm/%s helm/%s", RENDERED, GOLDEN)
                .usingCharset("UTF-8")
                .hasContent(Files.readString(RENDERED));
    }
}
