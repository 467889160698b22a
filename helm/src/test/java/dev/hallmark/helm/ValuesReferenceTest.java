package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of all values, written from each chart's values.yaml. */
class ValuesReferenceTest {

    private static final Path GENERATED = Path.of("target", "values.md");
    private static final Path PAGE = Charts.PROJECT.resolve("docs/reference/values.md");

    private static final String HEAD =
            """
            # Values of the charts

            Every value, generated from `values.yaml` of each chart; [Kubernetes](../kubernetes.md) says how they go together.
            Those of a service are set below its name in the umbrella, such as `ca-service.replicas`.
            """;

    @Test
    void thePageIsUpToDate() throws IOException {
        var page = new StringBuilder(HEAD).append(table("hallmark", Charts.UMBRELLA));
        Charts.services().forEach(chart -> page.append(table(chart, Charts.service(chart))));
        Files.createDirectories(GENERATED.getParent());
        Files.writeString(GENERATED, page);

        assertThat(PAGE)
                .as("cp helm/%s docs/reference/", GENERATED)
                .usingCharset("UTF-8")
                .hasContent(page.toString());
    }

    private static String table(String chart, Path directory) {
        var values = ValuesFile.read(directory);
        return values.entries().stream()
                .filter(entry -> values.childrenOf(entry.path()).isEmpty())
                .map(entry -> row(entry, values.defaultOf(entry.path())))
                .collect(Collectors.joining(
                        "", "\n## %s\n\n| value | default | |\n|---|---|---|\n".formatted(chart), ""));
    }

    private static String row(ValuesFile.Entry entry, JsonNode value) {
        var text = value.isTextual() ? value.asText() : value.toString();
        return "| `%s` | %s | %s |\n"
                .formatted(
                        String.join(".", entry.path()),
                        text.isEmpty() ? "" : "`" + text + "`",
                        entry.description().replace("|", "\\|").replace("<", "&lt;"));
    }
}
