package dev.hallmark.endtoend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mozilla.javascript.Context;

/** Whoever generates a client from our OpenAPI documents takes them at their word; others' tools judge them. */
class OpenApiTest {

    private static final Path DOCUMENTS = Path.of("../docs/reference/openapi");

    static Stream<Path> documents() throws IOException {
        try (var files = Files.list(DOCUMENTS)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void swaggerParserFindsNoFault(Path document) throws IOException {
        var options = new ParseOptions();
        options.setResolve(true);

        var read = new OpenAPIV3Parser().readContents(Files.readString(document), List.of(), options);

        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getPaths()).isNotEmpty();
    }

    /** JSON Schema 2020-12 §6.4: a pattern is a regular expression of ECMA-262, as a Unicode one. */
    @ParameterizedTest
    @MethodSource("documents")
    void everyPatternIsAnEcmaScriptExpression(Path document) throws IOException {
        var patterns = new YAMLMapper()
                .readTree(document.toFile()).findValues("pattern").stream()
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .distinct()
                        .toList();

        assertThat(patterns)
                .allSatisfy(pattern ->
                        assertThatCode(() -> compile(pattern)).as(pattern).doesNotThrowAnyException());
    }

    private static void compile(String pattern) {
        try (var engine = Context.enter()) {
            var scope = engine.initStandardObjects();
            scope.put("pattern", scope, pattern);
            assertThat(engine.evaluateString(scope, "new RegExp(pattern, 'u')", "pattern", 1, null))
                    .isNotNull();
        }
    }
}
