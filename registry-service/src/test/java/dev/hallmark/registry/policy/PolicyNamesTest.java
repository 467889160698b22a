package dev.hallmark.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyNamesTest {

    private static final PolicyNames NAMES =
            new PolicyNames(List.of("aws-eu", "azure", "mosquitto-cluster", "mosquitto-local"));

    @ParameterizedTest
    @CsvSource({
        "mosquito-local, mosquitto-local",
        "mosquitto-clusters, mosquitto-cluster",
        "AZURE, azure",
        "aws-us, aws-eu",
        "x, azure"
    })
    void theNearestNameIsFirst(String mistyped, String nearest) {
        assertThat(NAMES.nearestTo(mistyped).first()).hasSize(4).startsWith(nearest);
    }

    @Test
    void aSentenceNamesThem() {
        assertThat(NAMES.nearestTo("mosquito-local").sentence())
                .isEqualTo("there are mosquitto-local, mosquitto-cluster, aws-eu, azure");
        assertThat(new PolicyNames(List.of("mine")).sentence()).isEqualTo("the only one is mine");
        assertThat(new PolicyNames(List.of()).sentence()).isEqualTo("there is none in this tenant");
    }

    @Test
    void ofManyNamesTheNearestAreEnough() {
        var many = new PolicyNames(
                IntStream.range(10, 40).mapToObj(number -> "policy-" + number).toList());

        assertThat(many.nearestTo("policy-33").first()).hasSize(5).startsWith("policy-33");
        assertThat(many.sentence()).endsWith("policy-14 and others");
    }
}
