package dev.hallmark.commons.production;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevelopmentSettingsTest {

    /** Everything as it should be. */
    private static final Map<String, String> SETTINGS = Map.of(
            "hallmark.keys.provider", "vault",
            "kafka.bootstrap.servers", "kafka:9093",
            "kafka.security.protocol", "SSL",
            "quarkus.datasource.username", "ca",
            "quarkus.datasource.password", "nR0vhmCSWvUk2Vf0");

    private record Accepted(boolean acceptKeystoreKeys, boolean acceptPlainKafka) implements ProductionSettings {}

    @Test
    void whatProductionNeedsIsNotRefused() {
        assertThat(found("hallmark.connection.secrets", "mB2m1Z1oIuFhIVpcmE1uAzQ2n1c6n0bV0G3rQw5bK0I="))
                .isEmpty();
    }

    @Test
    void keysInAFileAreRefusedUnlessTheyAreAskedFor() {
        var settings = with("hallmark.keys.provider", "keystore");

        assertThat(found(settings, new Accepted(false, false))).hasValueSatisfying(text -> assertThat(text)
                .startsWith("hallmark.keys.provider=keystore")
                .contains("accept-keystore-keys"));
        assertThat(found(settings, new Accepted(true, false))).isEmpty();
    }

    @Test
    void theUsersOfASandboxAreRefused() {
        assertThat(found("hallmark.console.sandbox.users-file", "/users"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("hallmark.console.sandbox.users-file "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAINTEXT", "SASL_PLAINTEXT", ""})
    void plainKafkaIsRefusedUnlessItIsAskedFor(String protocol) {
        var settings = with("kafka.security.protocol", protocol);

        assertThat(found(settings, new Accepted(false, false)))
                .hasValueSatisfying(text ->
                        assertThat(text).startsWith("kafka.security.protocol").contains("accept-plain-kafka"));
        assertThat(found(settings, new Accepted(false, true))).isEmpty();
    }

    @Test
    void aServiceWithoutKafkaNeedsNoProtocol() {
        var settings = with("kafka.security.protocol", "");
        settings.remove("kafka.bootstrap.servers");

        assertThat(found(settings, new Accepted(false, false))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "quarkus.datasource.password, postgres",
        "quarkus.datasource.owner.password, Password123",
        "hallmark.connection.secrets, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "hallmark.gateway.services.ca.secret, change-me",
        "hallmark.console.session.key, changeme",
        "hallmark.console.oidc.client-secret, admin",
        "hallmark.keys.keystore.password, changeit",
        "hallmark.keys.pkcs11.pin, 1111"
    })
    void aSecretThatEverybodyKnowsIsRefusedByItsNameAlone(String name, String secret) {
        assertThat(found(name, secret))
                .hasValueSatisfying(
                        text -> assertThat(text).startsWith(name + " ").doesNotContain(secret + " "));
    }

    private static Map<String, String> with(String name, String value) {
        var settings = new HashMap<>(SETTINGS);
        settings.put(name, value);
        return settings;
    }

    private static Optional<String> found(String name, String value) {
        return found(with(name, value), new Accepted(false, false));
    }

    private static Optional<String> found(Map<String, String> settings, ProductionSettings accepted) {
        return new DevelopmentSettings(
                        settings.keySet(),
                        name -> Optional.ofNullable(settings.get(name)).filter(value -> !value.isBlank()),
                        accepted)
                .find();
    }
}
