package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValuesTest {

    static Stream<Path> charts() {
        return Stream.concat(
                Stream.of(Charts.UMBRELLA), Charts.services().stream().map(Charts::service));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyValueHasADescription(Path chart) {
        assertThat(ValuesFile.read(chart).entries())
                .filteredOn(entry -> entry.description().isBlank())
                .map(ValuesFile.Entry::path)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyValueIsInTheSchemaAndTheOtherWayRound(Path chart) throws IOException {
        var generated = Path.of("target", "schemas").resolve(chart).resolve("values.schema.json");
        Files.createDirectories(generated.getParent());
        Files.writeString(generated, ValuesSchema.of(chart));

        assertThat(chart.resolve("values.schema.json"))
                .as("cp -r helm/target/schemas/hallmark helm/")
                .usingCharset("UTF-8")
                .hasContent(Files.readString(generated));
    }

    /** The reader of descriptions takes lines, so it must have found every key that YAML has. */
    @ParameterizedTest
    @MethodSource("charts")
    void noValueIsOverlooked(Path chart) {
        var values = ValuesFile.read(chart);
        var paths = new ArrayList<List<String>>();
        collect(values.defaults(), List.of(), paths);

        assertThat(values.entries()).map(ValuesFile.Entry::path).containsAll(paths);
    }

    private static void collect(JsonNode value, List<String> path, List<List<String>> paths) {
        value.properties().forEach(child -> {
            var below = new ArrayList<>(path);
            below.add(child.getKey());
            paths.add(List.copyOf(below));
            collect(child.getValue(), below, paths);
        });
    }

    @Test
    void aServiceAloneHasTheUmbrellasDefaults() throws IOException {
        var text = Files.readString(Charts.service(Charts.LIBRARY).resolve("templates/_global.tpl"));
        var block = Pattern.compile("define \"hallmark.global.defaults\" -}}\n(.*?)\\{\\{- end", Pattern.DOTALL)
                .matcher(text);

        assertThat(block.find()).isTrue();
        assertThat(Manifests.YAML.readTree(block.group(1)))
                .isEqualTo(ValuesFile.read(Charts.UMBRELLA).defaultOf(List.of("global")));
    }

    /** They are copies, so that each values.yaml can be read by itself. */
    @Test
    void whatServicesHaveInCommonIsDescribedInTheSameWords() {
        var words = Charts.services().stream()
                .filter(chart -> !chart.equals("mosquitto"))
                .flatMap(chart -> ValuesFile.read(Charts.service(chart)).entries().stream())
                .filter(entry -> List.of("settings", "extraEnv", "affinity", "autoscaling", "podDisruptionBudget")
                        .contains(entry.path().getFirst()))
                .map(entry -> entry.path() + entry.description())
                .distinct()
                .toList();

        assertThat(words).map(word -> word.substring(0, word.indexOf(']'))).doesNotHaveDuplicates();
    }
}
