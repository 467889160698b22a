package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NamesTest {

    /** The longest that Helm takes. */
    private static final String LONG = "a-release-whose-name-has-fifty-three-characters-in-it";

    /** A StatefulSet's name and the hash of its revision are the value of a label. */
    private static final int WORKLOAD = 52;

    private static final int LABEL = 63;

    static Stream<List<String>> profiles() {
        return Profiles.all();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void aReleaseNameOfFullLengthFitsEverywhere(List<String> values) {
        assertThat(LONG).hasSize(53);

        var manifests = Charts.release(LONG, values.toArray(String[]::new));

        assertThat(manifests.all()).allSatisfy(manifest -> {
            assertThat(Manifests.name(manifest).length()).isBetween(1, LABEL);
            assertThat(manifest.at("/metadata/labels"))
                    .allSatisfy(label -> assertThat(label.asText().length()).isLessThanOrEqualTo(LABEL));
        });
        assertThat(Stream.of("Deployment", "StatefulSet", "Job").flatMap(kind -> manifests.names(kind).stream()))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name.length()).isLessThanOrEqualTo(WORKLOAD));
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void noTwoManifestsOfAKindHaveTheSameName(List<String> values) {
        var manifests = Charts.release(LONG, values.toArray(String[]::new));

        assertThat(manifests.all())
                .map(manifest -> manifest.at("/kind").asText() + "/" + Manifests.name(manifest))
                .doesNotHaveDuplicates();
    }

    @Test
    void longNamesThatBeginAlikeStayApart() {
        var one = Charts.text(Charts.UMBRELLA, LONG, Charts.twentyLines());
        var other = Charts.text(Charts.UMBRELLA, LONG.substring(0, LONG.length() - 1) + "x", Charts.twentyLines());

        assertThat(Manifests.parse(one).names("Service"))
                .doesNotContainAnyElementsOf(Manifests.parse(other).names("Service"));
    }

    /** The gateway finds a service, and a Service its pods, by names that several charts reckon. */
    @ParameterizedTest
    @MethodSource("profiles")
    void everyAddressWithinTheReleaseIsAService(List<String> values) {
        var manifests = Charts.release(LONG, values.toArray(String[]::new));

        assertThat(Charts.services())
                .flatExtracting(chart -> manifests.properties(chart).values())
                .map(Object::toString)
                .filteredOn(value -> value.matches("http://[a-z0-9-]+:\\d+(/.*)?"))
                .isNotEmpty()
                .allSatisfy(value -> assertThat(manifests.names("Service"))
                        .contains(URI.create(value).getHost()));
    }
}
