package dev.hallmark.commons.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hallmark.commons.identity.DeviceId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableJsonTest {

    private static final JsonMapper JSON = new JsonMapper();

    enum Colour {
        @JsonProperty("red")
        RED,
        @JsonProperty("green")
        GREEN
    }

    record Lamp(int watts, Colour colour, DeviceId id, List<Integer> days) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "{",
                "{oops",
                "{\"watts\":\"many\"}",
                "{\"watts\":{}}",
                "{\"watts\":1e999999999}",
                "{\"watts\":99999999999}",
                "{\"colour\":\"blue\"}",
                "{\"colour\":{}}",
                "{\"id\":\"xyz\"}",
                "{\"days\":[1,\"x\"]}",
                "{\"price\":1}"
            })
    void noClassIsNamed(String body) {
        var said = problem(body).toString();

        assertThat(said).doesNotContain("dev.hallmark.commons", "java.", "jackson", "Lamp", "Colour", "DeviceId");
    }

    @Test
    void theFieldAndLineAreNamed() {
        var problem = problem("{\n\"days\":[1,\n\"x\"]}");

        assertThat(problem.detail()).isEqualTo("This field does not accept this value.");
        assertThat(problem.extensions()).containsEntry("field", "days.1").containsEntry("line", 3);
    }

    @Test
    void anEnumsValuesAreListed() {
        var problem = problem("{\"colour\":\"blue\"}");

        assertThat(problem.detail()).isEqualTo("This field accepts one of: red, green.");
        assertThat(problem.extensions()).containsEntry("field", "colour");
    }

    @Test
    void anUnknownFieldIsNamed() {
        assertThat(problem("{\"price\":1}").detail()).isEqualTo("There is no field price here.");
    }

    private static Problem problem(String body) {
        var fault = catchThrowableOfType(JsonProcessingException.class, () -> JSON.readValue(body, Lamp.class));
        return (Problem) new ProblemMappers().unreadable(fault).getEntity();
    }
}
