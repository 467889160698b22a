package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Network policies allow the arrows of the design and no others. */
class NetworkTest {

    private static final String PEER = "app.kubernetes.io/name";

    /** Of the table in docs/exposure.md: a pod and one of its ports. */
    private static final Pattern ROW = Pattern.compile("\\| `([a-z-]+)` \\| (\\d+) \\|.*");

    private static final Set<String> ARROWS = new TreeSet<>(Set.of(
            "device-gateway -> attestation-service:8082",
            "device-gateway -> ca-service:8083",
            "device-gateway -> policy-service:8085",
            "ca-service -> attestation-service:8082",
            "policy-service -> attestation-service:8082",
            "registry-service -> audit-service:8087",
            "ca-service -> audit-service:8087",
            "policy-service -> audit-service:8087",
            "audit-service -> audit-service:8087",
            "console -> audit-service:8087",
            "console -> registry-service:8081",
            "console -> ca-service:8083",
            "console -> policy-service:8085",
            "mosquitto -> ca-service:8083"));

    private final Manifests manifests = Charts.render(Charts.twentyLines());

    @Test
    void aServiceMayCallThoseThatItNeeds() {
        assertThat(arrows("egress")).isEqualTo(ARROWS);
    }

    @Test
    void aServiceIsReachedByThoseThatNeedIt() {
        var expected = new TreeSet<>(ARROWS);
        expected.add("trial -> console:8080");

        assertThat(arrows("ingress")).isEqualTo(expected);
    }

    @Test
    void everyPodHasAPolicyForBothDirections() {
        assertThat(manifests.kind("NetworkPolicy"))
                .hasSameSizeAs(Charts.services())
                .allSatisfy(policy -> assertThat(Manifests.texts(policy.at("/spec/policyTypes")))
                        .containsExactly("Ingress", "Egress"));
    }

    @Test
    void onlyDevicesPortsAreOpenToAll() {
        var open = new TreeSet<String>();
        for (var policy : manifests.kind("NetworkPolicy")) {
            for (var rule : policy.at("/spec/ingress")) {
                if (!rule.has("from")) {
                    rule.at("/ports")
                            .forEach(port -> open.add(Manifests.chart(policy) + ":"
                                    + port.at("/port").asText()));
                }
            }
        }

        assertThat(open).containsExactly("device-gateway:8443", "device-gateway:8880", "mosquitto:8883");
    }

    @Test
    void thePageHasEveryPortThatIsLetIn() {
        var letIn = new TreeSet<String>();
        for (var policy : manifests.kind("NetworkPolicy")) {
            Manifests.stream(policy.at("/spec/ingress"))
                    .flatMap(rule -> Manifests.stream(rule.at("/ports")))
                    .map(port -> port.at("/port").asInt())
                    .filter(port -> port != management(Manifests.chart(policy)))
                    .forEach(port -> letIn.add(Manifests.chart(policy) + ":" + port));
        }
        var described = Charts.lines(Charts.PROJECT.resolve("docs/exposure.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1) + ":" + row.group(2))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).isEqualTo(letIn);
    }

    private static int management(String chart) {
        return ListedServices.all().stream()
                .filter(service -> service.chart().equals(chart))
                .findFirst()
                .orElseThrow()
                .management();
    }

    @Test
    void onlyServicesWithADatabaseReachPostgres() {
        assertThat(Charts.services())
                .filteredOn(chart -> reaches(chart, "5432"))
                .containsExactlyInAnyOrder(
                        "registry-service",
                        "attestation-service",
                        "ca-service",
                        "policy-service",
                        "audit-service",
                        "console");
    }

    @Test
    void onlyServicesWithKeysReachVault() {
        assertThat(Charts.services())
                .filteredOn(chart -> reaches(chart, "8200"))
                .containsExactlyInAnyOrder("ca-service", "audit-service");
    }

    @Test
    void allButTheGatewayReachKafka() {
        assertThat(Charts.services())
                .filteredOn(chart -> !reaches(chart, "9093"))
                .containsExactly("device-gateway");
    }

    private boolean reaches(String chart, String port) {
        return Manifests.stream(policy(chart).at("/spec/egress"))
                .flatMap(rule -> Manifests.stream(rule.at("/ports")))
                .anyMatch(one -> one.at("/port").asText().equals(port));
    }

    private JsonNode policy(String chart) {
        return manifests.one("NetworkPolicy", "hallmark-" + chart);
    }

    /** From both ends: what may go out of one pod must be let into the other. */
    private Set<String> arrows(String direction) {
        var arrows = new TreeSet<String>();
        for (var policy : manifests.kind("NetworkPolicy")) {
            var own = Manifests.chart(policy);
            for (var rule : policy.at("/spec").path(direction)) {
                for (var peer : rule.path(direction.equals("egress") ? "to" : "from")) {
                    var name = peer.at("/podSelector/matchLabels").path(PEER);
                    if (!name.isMissingNode()) {
                        var port = rule.at("/ports/0/port").asText();
                        arrows.add(
                                direction.equals("egress")
                                        ? own + " -> " + name.asText() + ":" + port
                                        : name.asText() + " -> " + own + ":" + port);
                    }
                }
            }
        }
        return arrows;
    }
}
