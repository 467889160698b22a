package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the trial on a cluster brings, as far as it shows without one. */
class ClusterPartsTest {

    private static final Map<String, String> IMAGES = Map.of(
            ClusterParts.POSTGRESQL, "here/postgres:1",
            ClusterParts.KAFKA, "here/kafka:2",
            ClusterParts.KEYCLOAK, "here/keycloak:3",
            ClusterParts.MOSQUITTO, "here:5000/mosquitto:4");

    private static final ClusterParts PARTS =
            ClusterParts.of(IMAGES, "registry.example.com/hallmark", "9.9", List.of());

    /** Made by a platform team beforehand, or by the trial. */
    private static final Set<String> GIVEN = Set.of("authority", "server", "control", "agent", "console-oidc", "token");

    /** Every manifest of the trial's own. */
    static Manifests everything() {
        return new Manifests(
                Stream.of(PARTS.surroundings().all(), PARTS.imagesPod().all(), List.of(Traffic.job(PARTS.manifests())))
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void imagesAreWhereTheOptionsSay() {
        var images = images(PARTS.manifests());

        assertThat(images)
                .contains("registry.example.com/hallmark/hallmark-ca-service:9.9", IMAGES.get(ClusterParts.MOSQUITTO));
        assertThat(images(PARTS.surroundings()))
                .containsExactlyInAnyOrder(
                        IMAGES.get(ClusterParts.POSTGRESQL),
                        IMAGES.get(ClusterParts.KAFKA),
                        IMAGES.get(ClusterParts.KEYCLOAK));
    }

    @Test
    void everyImageIsTriedBeforehand() {
        var all = new TreeSet<>(images(PARTS.manifests()));
        all.addAll(images(PARTS.surroundings()));

        assertThat(images(PARTS.imagesPod())).containsExactlyInAnyOrderElementsOf(all);
    }

    private static List<String> images(Manifests manifests) {
        return manifests.pods().stream()
                .flatMap(pod -> Manifests.containers(pod).stream())
                .map(container -> container.at("/image").asText())
                .distinct()
                .toList();
    }

    @Test
    void aBrokersImageHasATag() {
        var untagged = Map.of(ClusterParts.MOSQUITTO, "here:5000/mosquitto");

        assertThatThrownBy(() -> ClusterParts.of(untagged, "", "", List.of()))
                .hasMessage("the image of mosquitto is <name>:<tag>, not here:5000/mosquitto");
    }

    /** A pod whose secret does not exist waits for it for ever. */
    @Test
    void everySecretThatAPodNamesIsMade() {
        var made = new TreeSet<>(GIVEN);
        made.addAll(PARTS.manifests().names("Secret"));
        ClusterParts.roles().forEach(role -> made.add(ClusterParts.databaseSecret(role)));
        made.add(ClusterParts.POSTGRESQL);

        assertThat(Stream.concat(PARTS.manifests().pods().stream(), everything().pods().stream())
                        .flatMap(ClusterPartsTest::secrets))
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(made).contains(secret));
    }

    private static Stream<String> secrets(JsonNode pod) {
        return Stream.concat(
                        Manifests.stream(pod.path("volumes"))
                                .map(volume -> volume.at("/secret/secretName").asText()),
                        Manifests.containers(pod).stream()
                                .flatMap(container -> Manifests.stream(container.path("env")))
                                .map(variable -> variable.at("/valueFrom/secretKeyRef"))
                                .filter(reference -> !reference.path("optional").asBoolean())
                                .map(reference -> reference.path("name").asText()))
                .filter(name -> !name.isEmpty());
    }

    @Test
    void whatDevicesReachIsTwo() {
        assertThat(List.of("device-gateway", "attestation-service", "policy-service", "registry-service", "console"))
                .allSatisfy(chart -> assertThat(PARTS.manifests()
                                .one("Deployment", "hallmark-" + chart)
                                .at("/spec/replicas")
                                .asInt())
                        .isEqualTo(2));
    }

    @Test
    void anUpgradeReplacesEveryPod() {
        var changed = Charts.render(PARTS.changedValues().toArray(String[]::new));

        assertThat(Charts.services()).allSatisfy(chart -> assertThat(template(changed, chart))
                .isNotEqualTo(template(PARTS.manifests(), chart)));
    }

    private static JsonNode template(Manifests manifests, String chart) {
        var kind = chart.equals("mosquitto") ? "StatefulSet" : "Deployment";
        return manifests.one(kind, "hallmark-" + chart).at("/spec/template/metadata/annotations");
    }

    /** As "helm uninstall" leaves it: no more, no less. */
    @Test
    void whatIsKeptIsWhatCannotBeMadeAgain() {
        assertThat(Kept.of(PARTS.manifests()))
                .containsExactlyInAnyOrder(
                        "PersistentVolumeClaim/data-hallmark-mosquitto-0",
                        "PersistentVolumeClaim/hallmark-audit-service-keys",
                        "PersistentVolumeClaim/hallmark-ca-service-keys",
                        "Secret/hallmark-attestation-service-connection",
                        "Secret/hallmark-audit-service-keystore",
                        "Secret/hallmark-ca-service-connection",
                        "Secret/hallmark-ca-service-keystore",
                        "Secret/hallmark-console-session",
                        "Secret/hallmark-policy-service-connection");
    }

    @Test
    void everyServiceHasItsDatabase() {
        assertThat(ClusterParts.databases(Map.of("ca", "a", "audit", "b", "audit_owner", "c")))
                .contains(
                        "create role audit_owner login password 'c';",
                        "create database ca owner ca;",
                        "create database audit owner audit_owner;",
                        "revoke connect on database audit from public;",
                        "grant connect on database audit to audit;");
        assertThat(ClusterParts.roles())
                .contains("registry", "attestation", "ca", "policy", "audit", "audit_owner", "console");
    }

    @Test
    void everyTopicIsMadeAsTheListSays() throws IOException {
        assertThat(ClusterParts.topics())
                .contains(
                        "--topic hallmark.policies.v1 --partitions 12 --replication-factor 1"
                                + " --config cleanup.policy=compact\n",
                        "--topic hallmark.audit-checkpoints.v1 --partitions 1 ");
    }

    @Test
    void devicesOnboardAsInTheTestOfTheRelease() {
        var job = Traffic.job(PARTS.manifests());

        assertThat(Manifests.texts(job.at("/spec/template/spec/containers/0/args")))
                .startsWith("trial", "--gateway", "https://hallmark-device-gateway:8443")
                .endsWith("--devices", "20")
                .doesNotContain("--connect");
        assertThat(job.at("/spec/template/metadata/labels"))
                .isEqualTo(PARTS.manifests().one("Pod", "hallmark-trial").at("/metadata/labels"));
    }

    @Test
    void aPodOfDevicesThatFailsEndsTheTrial() {
        assertThat(Traffic.devices(read("{status: {succeeded: 3, active: 2}}"))).isEqualTo(60);
        assertThat(Traffic.devices(read("{status: {active: 2}}"))).isZero();
        assertThatThrownBy(() -> Traffic.devices(read("{status: {succeeded: 3, failed: 1}}")))
                .hasMessage("1 of the pods whose devices onboard have failed");
    }

    @Test
    void anImageThatCannotBePulledIsNamed() {
        var pulling = "{image: a, state: {waiting: {reason: ContainerCreating}}}";
        var ended = "{image: b, state: {terminated: {reason: Completed}}}";
        var without = "{image: c, state: {waiting: {reason: CreateContainerError}}}";
        var refused = "{image: d, state: {waiting: {reason: ErrImagePull, message: not found}}}";

        assertThat(ImagePulls.has(podOf(ended, without))).isTrue();
        assertThat(ImagePulls.has(podOf(ended, pulling))).isFalse();
        assertThat(ImagePulls.has(read("{spec: {containers: [{}, {}]}, status: {}}")))
                .isFalse();
        assertThatThrownBy(() -> ImagePulls.has(podOf(ended, refused)))
                .hasMessageContaining("./hallmark images")
                .hasMessageEndingWith("\nd: not found");
    }

    private static JsonNode podOf(String one, String other) {
        return read("{spec: {containers: [{}, {}]}, status: {containerStatuses: [%s, %s]}}".formatted(one, other));
    }

    @Test
    void aPodIsWellWhenItIsReadyOrDone() {
        assertThat(Cluster.isWell(read("{status: {phase: Succeeded}}"))).isTrue();
        assertThat(Cluster.isWell(read("{status: {conditions: [{type: Ready, status: 'True'}]}}")))
                .isTrue();
        assertThat(Cluster.isWell(read("{status: {phase: Running, conditions: [{type: Ready, status: 'False'}]}}")))
                .isFalse();
    }

    private static JsonNode read(String yaml) {
        return Manifests.parse(yaml).all().getFirst();
    }
}
