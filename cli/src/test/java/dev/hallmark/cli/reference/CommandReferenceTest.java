package dev.hallmark.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.cli.Main;
import dev.hallmark.cli.environment.Environment;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandReferenceTest {

    private static final Path GENERATED = Path.of("target/cli.md");

    @Test
    void theReferenceIsUpToDate() throws IOException {
        var commands = Main.commandLine(new Environment(Map.of(), false, Reader.nullReader(), Clock.systemUTC()));
        var page = CommandReference.page(commands);

        Files.writeString(GENERATED, page);

        assertThat(Path.of("../docs/reference/cli.md"))
                .as("cp cli/%s docs/reference/cli.md", GENERATED)
                .hasContent(page);
    }
}
