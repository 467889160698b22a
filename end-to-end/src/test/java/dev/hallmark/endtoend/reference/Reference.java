package dev.hallmark.endtoend.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the reference that is generated: it must be what the product says of itself today. */
record Reference(String name) {

    private static final Path KEPT = Path.of("../docs/reference");
    private static final Path GENERATED = Path.of("target/reference");

    static Reference of(String name) {
        return new Reference(name);
    }

    void requireUpToDate(String content) throws IOException {
        var generated = GENERATED.resolve(name);
        Files.createDirectories(generated.getParent());
        Files.writeString(generated, content);

        assertThat(KEPT.resolve(name))
                .as("cp end-to-end/%s docs/reference/%s", generated, name)
                .exists()
                .hasContent(content);
    }
}
