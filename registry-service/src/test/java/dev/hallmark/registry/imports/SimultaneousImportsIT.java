package dev.hallmark.registry.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Topics;
import dev.hallmark.events.registry.BatchDevicesAdded;
import dev.hallmark.registry.Registry;
import dev.hallmark.registry.Surroundings;
import dev.hallmark.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that hold the same devices, sent at the same moment in different orders. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class SimultaneousImportsIT {

    private static final int DEVICES = 12_000;
    private static final int SHARED = 8_000;

    private String tenant;
    private List<String> first;
    private List<String> second;

    @BeforeEach
    void overlappingFiles() {
        tenant = Registry.tenant();
        var ids = Registry.deviceIds(2 * DEVICES - SHARED);
        first = ids.subList(0, DEVICES);
        second = new ArrayList<>(ids.subList(DEVICES - SHARED, ids.size())).reversed();
    }

    @Test
    void aHashIsRegisteredOnce() {
        expectEachOnce(atOnce(file -> Registry.register(tenant, Registry.JSON, Registry.json(file))));
    }

    @Test
    void aDeviceComesIntoABatchOnceAndIsPublishedOnce() {
        // Given
        for (var file : List.of(first, second)) {
            Registry.register(tenant, Registry.JSON, Registry.json(file)).then().statusCode(202);
        }
        var batch = Registry.batch(tenant, false);

        // When
        var answers = atOnce(file -> Registry.add(tenant, batch, Registry.JSON, Registry.json(file)));

        // Then
        expectEachOnce(answers);
        Registry.get(tenant, "/batches/" + batch).then().body("devices.registered", equalTo(2 * DEVICES - SHARED));
        expectPublishedOnce(batch);
    }

    @Test
    void aBatchThatRegistersDoesSoOnce() {
        var batch = Registry.batch(tenant, true);

        expectEachOnce(atOnce(file -> Registry.add(tenant, batch, Registry.JSON, Registry.json(file))));

        expectPublishedOnce(batch);
    }

    private List<Response> atOnce(Function<List<String>, Response> send) {
        try (var threads = Executors.newFixedThreadPool(2)) {
            var answers = Stream.of(first, second)
                    .map(file -> CompletableFuture.supplyAsync(() -> send.apply(file), threads))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }

    private static void expectEachOnce(List<Response> answers) {
        answers.forEach(answer ->
                answer.then().statusCode(202).body("received", equalTo(DEVICES)).body("rejected", equalTo(0)));
        assertThat(answers).map(answer -> answer.<Integer>path("duplicate")).satisfies(counts -> assertThat(
                        counts.stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(SHARED));
    }

    private static void expectPublishedOnce(String batch) {
        var published = TopicReader.await(
                Topics.REGISTRY,
                event -> event.key().equals(batch),
                events -> events.stream()
                                .mapToInt(event -> ((BatchDevicesAdded) event.data())
                                        .devices()
                                        .size())
                                .sum()
                        >= 2 * DEVICES - SHARED);
        assertThat(published)
                .flatMap(event -> ((BatchDevicesAdded) event.data()).devices())
                .hasSize(2 * DEVICES - SHARED)
                .allMatch(device -> device.version() == 1);
    }
}
