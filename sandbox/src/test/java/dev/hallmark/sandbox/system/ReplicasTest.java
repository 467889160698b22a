package dev.hallmark.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.port.Port;
import dev.hallmark.sandbox.port.PortPlan;
import dev.hallmark.sandbox.services.Service;
import dev.hallmark.sandbox.services.Services;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicasTest {
    private static final PortPlan USUAL = PortPlan.of(Map.of(), Map.of());
    private static final Service CA = Services.named("ca");
    private static final Service AGENT = Services.named("agent");
    private static final Service GATEWAY = Services.named("gateway");

    @Test
    void aServiceThatIsOneProcessListensOnItsPublishedPorts() throws Exception {
        var replicas = Replicas.of(1, USUAL);
        assertThat(replicas.all()).extracting(Replica::name).contains("ca", "gateway");
        assertThat(replicas.all())
                .allSatisfy(replica -> assertThat(replica.ports()).isEqualTo(USUAL));
    }

    @Test
    void severalAreNumberedAndEachHasPortsOfItsOwn() throws Exception {
        // When
        var replicas = Replicas.of(3, USUAL);

        // Then
        assertThat(replicas.of(CA)).extracting(Replica::name).containsExactly("ca-1", "ca-2", "ca-3");
        assertThat(replicas.of(AGENT)).extracting(Replica::name).containsExactly("agent");
        var own = new ArrayList<Integer>(USUAL.ports().values());
        for (var replica : replicas.all()) {
            if (replica.service().replicated()) {
                Port.published(replica.service())
                        .forEach(port -> own.add(replica.ports().of(port)));
                own.add(replica.ports().of(Port.management(replica.service())));
            }
        }
        assertThat(own).doesNotHaveDuplicates();
    }

    @Test
    void whatIsNeededIsEachProcessOfANeededService() throws Exception {
        assertThat(Replicas.of(2, USUAL).named(AGENT.after())).containsExactlyInAnyOrder("kafka", "ca-1", "ca-2");
        assertThat(Replicas.of(1, USUAL).named(AGENT.after())).containsExactlyInAnyOrder("kafka", "ca");
    }

    @Test
    void aReplicaFindsTheOthersWhereTheyArePublished() throws Exception {
        for (var replica : Replicas.of(2, USUAL).of(GATEWAY)) {
            assertThat(replica.ports().of(Port.of(CA))).isEqualTo(USUAL.of(Port.of(CA)));
            assertThat(replica.ports().of(Port.PKI)).isNotEqualTo(USUAL.of(Port.PKI));
        }
    }

    @Test
    void addressesNameThePublishedPortAndEachReplica(@TempDir Path directory) throws Exception {
        // Given
        var replicas = Replicas.of(2, USUAL);
        var second = replicas.of(CA).getLast();

        // When
        var addresses =
                Addresses.of(new Home(directory, directory), new Plan(USUAL, 2, Optional.empty(), false), replicas);

        // Then
        assertThat(addresses.of("ca")).isEqualTo("http://localhost:8083");
        assertThat(addresses.of("ca-2"))
                .isEqualTo("http://localhost:" + second.ports().of(Port.of(CA)));
        assertThat(addresses.replicas("ca")).isEqualTo(List.of("ca-1", "ca-2"));
        assertThat(addresses.replicas("agent")).isEqualTo(List.of("agent"));
        assertThat(addresses.management("ca-2")).endsWith(":" + second.ports().of(Port.management(CA)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 5})
    void thereAreNeitherNoneNorMany(int replicas) {
        assertThatThrownBy(() -> new Plan(USUAL, replicas, Optional.empty(), false))
                .hasMessageContaining("--replicas is a number from 1 to 4");
    }
}
