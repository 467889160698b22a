package dev.hallmark.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.asyncapi.v3._0_0.model.AsyncAPI;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    private static final Path REFERENCE = Path.of("../docs/reference/asyncapi.yaml");
    private static final Path GENERATED = Path.of("target/reference/asyncapi.yaml");

    private final ObjectMapper yaml =
            new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Test
    void theReferenceIsUpToDate() throws IOException {
        Files.createDirectories(GENERATED.getParent());
        Files.writeString(GENERATED, AsyncApi.document());

        assertThat(REFERENCE)
                .as("cp events/%s docs/reference/", GENERATED)
                .usingCharset("UTF-8")
                .hasContent(Files.readString(GENERATED));
    }

    @Test
    void itIsAsyncApi3() throws IOException {
        var document = yaml.readValue(AsyncApi.document(), AsyncAPI.class);

        assertThat(document.getAsyncapi()).isEqualTo("3.0.0");
        assertThat(document.getChannels()).hasSameSizeAs(document.getOperations());
        assertThat(document.getComponents().getMessages().keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                        .map(EventType::typeName)
                        .toList());
    }

    @Test
    void theOfficialSchemaOfAsyncApi3TakesIt() throws IOException {
        assertThat(violations(yaml.readTree(AsyncApi.document()))).isEmpty();
    }

    @Test
    void theOfficialSchemaRefusesWhatIsNotAsyncApi3() throws IOException {
        var older = yaml.readTree(AsyncApi.document());
        ((ObjectNode) older).put("asyncapi", "2.6.0");
        var foreign = yaml.readTree(AsyncApi.document());
        ((ObjectNode) foreign.path("channels").path("attestation")).put("subscribe", "nothing of version 3");
        var nameless = yaml.readTree(AsyncApi.document());
        ((ObjectNode) nameless.path("info")).remove("title");

        assertThat(violations(older)).isNotEmpty();
        assertThat(violations(foreign)).isNotEmpty();
        assertThat(violations(nameless)).isNotEmpty();
    }

    private static Set<ValidationMessage> violations(JsonNode document) {
        var schema = AsyncApiTest.class.getResourceAsStream("/asyncapi/schema-3.0.0.json");
        return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema).validate(document);
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        var document = yaml.readTree(AsyncApi.document());

        assertThat(document.findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference -> assertThat(
                        target(document, reference).isMissingNode())
                .as(reference)
                .isFalse());
    }

    private static JsonNode target(JsonNode document, String reference) {
        assertThat(reference).startsWith("#/");
        return document.at(reference.substring(1));
    }
}
