package dev.hallmark.console.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingFieldTest {

    private static final Map<String, Object> SCHEMA = Map.of(
            "properties",
            Map.of(
                    "host", Map.of("type", "string", "title", "Host", "pattern", "^[a-z]+$"),
                    "port", Map.of("type", "integer", "minimum", 1, "default", 8883),
                    "pem", Map.of("type", "string", "maxLength", 65536),
                    "tier", Map.of("enum", List.of("a", "b")),
                    "topics", Map.of("type", "array"),
                    "secure", Map.of("type", "boolean")),
            "required",
            List.of("host"));

    @Test
    void eachPropertyIsTypedIntoWhatFitsIt() {
        assertThat(List.of(
                        field("host").type(),
                        field("port").type(),
                        field("pem").type(),
                        field("tier").type(),
                        field("topics").type(),
                        field("secure").type()))
                .containsExactly(
                        SettingField.Type.TEXT,
                        SettingField.Type.NUMBER,
                        SettingField.Type.LONG,
                        SettingField.Type.SELECT,
                        SettingField.Type.LIST,
                        SettingField.Type.CHECKBOX);
        assertThat(field("host").required()).isTrue();
        assertThat(field("host").title()).isEqualTo("Host");
        assertThat(field("port").title()).isEqualTo("port");
        assertThat(field("port").value()).isEqualTo("8883");
        assertThat(field("tier").options()).containsExactly("a", "b");
    }

    @Test
    void whatIsTypedBecomesTheJsonOfItsType() {
        assertThat(json("port", "1883")).contains(1883L);
        assertThat(json("port", "1.5")).contains(1.5);
        assertThat(json("port", "many")).contains("many");
        assertThat(json("topics", "a\r\n\r\n b ")).contains(List.of("a", "b"));
        assertThat(json("secure", "true")).contains(true);
        assertThat(json("secure", "")).contains(false);
        assertThat(json("host", "")).isEmpty();
    }

    @Test
    void whatIsStoredIsTypedAgainAsItWas() {
        assertThat(json("topics", SettingField.typed(List.of("a", "b")))).contains(List.of("a", "b"));
        assertThat(json("port", SettingField.typed(8883))).contains(8883L);
    }

    private static Optional<Object> json(String name, String typed) {
        return field(name, Map.of(name, typed)).json();
    }

    private static SettingField field(String name) {
        return field(name, Map.of());
    }

    private static SettingField field(String name, Map<String, String> values) {
        return SettingField.of(SCHEMA, values, Map.of()).stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
