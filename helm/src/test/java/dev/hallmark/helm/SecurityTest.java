package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Pod Security Standard "restricted", and where secrets are. */
class SecurityTest {

    private static final long USER = 65532;

    static Stream<Manifests> profiles() {
        return Profiles.rendered();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void everyPodIsRestricted(Manifests manifests) {
        assertThat(manifests.pods()).isNotEmpty().allSatisfy(SecurityTest::requireRestricted);
    }

    /** They run in a namespace that admits no others. */
    @Test
    void soIsEveryPodOfTheTrialOnACluster() {
        assertThat(ClusterPartsTest.everything().pods()).hasSize(5).allSatisfy(SecurityTest::requireAdmission);
    }

    private static void requireRestricted(JsonNode pod) {
        var context = pod.at("/securityContext");
        requireAdmission(pod);
        assertThat(context.at("/runAsUser").asLong()).isEqualTo(USER);
        assertThat(context.at("/runAsGroup").asLong()).isEqualTo(USER);
        assertThat(context.at("/fsGroup").asLong()).isEqualTo(USER);
        assertThat(Manifests.containers(pod)).allSatisfy(container -> {
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
        });
    }

    /** What the standard asks for, and neither tokens nor variables that nobody asked for. */
    private static void requireAdmission(JsonNode pod) {
        var context = pod.at("/securityContext");
        assertThat(context.at("/runAsNonRoot").asBoolean()).isTrue();
        assertThat(context.at("/runAsUser").asLong()).isPositive();
        assertThat(context.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.at("/enableServiceLinks").asBoolean(true)).isFalse();
        assertThat(Manifests.stream(pod.at("/volumes"))).noneMatch(volume -> volume.has("hostPath"));
        assertThat(Manifests.containers(pod)).isNotEmpty().allSatisfy(container -> {
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(Manifests.texts(container.at("/securityContext/capabilities/drop")))
                    .containsExactly("ALL");
        });
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void everyMountHasItsVolume(Manifests manifests) {
        assertThat(manifests.all()).allSatisfy(manifest -> {
            var claims = named(manifest.at("/spec/volumeClaimTemplates"), "/metadata/name");
            for (var pod : new Manifests(List.of(manifest)).pods()) {
                var volumes = Stream.concat(claims, named(pod.at("/volumes"), "/name"))
                        .toList();
                var mounts = Manifests.containers(pod).stream()
                        .flatMap(container -> named(container.at("/volumeMounts"), "/name"))
                        .toList();
                assertThat(volumes).doesNotHaveDuplicates().containsAll(mounts);
                assertThat(mounts).containsAll(volumes);
            }
        });
    }

    private static Stream<String> named(JsonNode list, String name) {
        return Manifests.stream(list).map(one -> one.at(name).asText());
    }

    /** Every secret comes from a Secret: no ConfigMap, argument or variable has the value of one. */
    @ParameterizedTest
    @MethodSource("profiles")
    void noSecretIsOutsideOfSecrets(Manifests manifests) {
        assertThat(Charts.services())
                .flatExtracting(chart -> manifests.properties(chart).stringPropertyNames())
                .filteredOn(name -> !name.equals("kafka.ssl.keystore.location"))
                .noneMatch(name -> name.matches(".*(password|secrets?|pin|client-token|session\\.key|jaas.*)"));
        assertThat(manifests.pods())
                .flatMap(Manifests::containers)
                .flatMap(container -> Manifests.stream(container.at("/env")).toList())
                .filteredOn(variable ->
                        variable.at("/name").asText().matches(".*(PASSWORD|SECRETS?|PIN|TOKEN|SECRET_ID|KEY)"))
                .allSatisfy(variable -> assertThat(variable.has("valueFrom"))
                        .as(variable.toString())
                        .isTrue());
    }

    @Test
    void onlyServicesWithKeysHaveATokenForVault() {
        var manifests = Charts.render(Charts.twentyLines());

        assertThat(Charts.services())
                .filteredOn(chart -> manifests.pod(chart).toString().contains("serviceAccountToken"))
                .containsExactlyInAnyOrder("ca-service", "audit-service");
    }

    @Test
    void noPodHasATokenForVaultWhereItIsNotUsed() {
        assertThat(Charts.render(Charts.twentyLines(), Profiles.OTHER_CREDENTIALS)
                        .pods())
                .noneMatch(pod -> pod.toString().contains("serviceAccountToken"));
    }
}
