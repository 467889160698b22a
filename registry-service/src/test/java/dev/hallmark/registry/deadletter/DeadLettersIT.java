package dev.hallmark.registry.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Topics;
import dev.hallmark.registry.Registry;
import dev.hallmark.registry.Surroundings;
import dev.hallmark.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class DeadLettersIT {

    private final String tenant = Registry.tenant();

    @Test
    void eachIsListedWithItsCauseAndShownWithItsValue() {
        // Given
        var id = PutAside.of(tenant, "{\"a\":1}");

        // Then
        Registry.get(tenant, "/dead-letters")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(id))
                .body("items[0].consumer", equalTo(PutAside.CONSUMER))
                .body("items[0].cause", equalTo("no such field"))
                .body("items[0].origin", equalTo("hallmark.certificates.v1/3/9"))
                .body("items[0].value", nullValue());
        Registry.get(tenant, "/dead-letters/" + id)
                .then()
                .statusCode(200)
                .body("value", equalTo("{\"a\":1}"))
                .body("headers.ce_type", equalTo("dev.hallmark.certificate.issued.v1"))
                .body("headers.hallmark_cause", nullValue());
    }

    @Test
    void thoseOfAConsumerAreReadPageByPage() {
        // Given
        var ids = List.of(PutAside.of(tenant, "1"), PutAside.of(tenant, "2"), PutAside.of(tenant, "3"));

        // When
        var first = Registry.get(tenant, "/dead-letters?limit=2&consumer=" + PutAside.CONSUMER)
                .jsonPath();
        var second = Registry.get(tenant, "/dead-letters?limit=2&cursor=" + first.getString("next"))
                .jsonPath();

        // Then
        assertThat(first.getList("items.id")).isEqualTo(ids.subList(0, 2));
        assertThat(second.getList("items.id")).isEqualTo(ids.subList(2, 3));
        assertThat(second.getString("next")).isNull();
        Registry.get(tenant, "/dead-letters?consumer=registry-policies").then().body("items", empty());
    }

    @Test
    void anotherTenantSeesNothingOfIt() {
        var id = PutAside.of(tenant, "{}");
        var other = Registry.tenant();

        Registry.get(other, "/dead-letters").then().body("items", empty());
        Registry.get(other, "/dead-letters/" + id).then().statusCode(404);
        settle(other, id, "replay").statusCode(404);
        settle(other, id, "discard").statusCode(404);
        Registry.get(tenant, "/dead-letters/registry-policies.0.999999").then().statusCode(404);
        Registry.get(tenant, "/dead-letters/x").then().statusCode(400).body("field", equalTo("id"));
    }

    @Test
    void whatNamesNoTenantIsForThePlatformsTenantOnly() {
        // Given
        var subject = UUID.randomUUID().toString();
        PutAside.put("nowhere", subject, "not an event", Map.of());

        // Then
        await().atMost(Duration.ofSeconds(30))
                .until(() -> PutAside.find("default", subject).size() == 1);
        assertThat(PutAside.find(tenant, subject)).isEmpty();
    }

    /** On a compacted topic the old event must not replace a newer one, so that its key is another. */
    @Test
    void aReplayGoesWhereItCameFromForItsConsumerAlone() {
        // Given
        var id = PutAside.of(tenant, "{\"a\":1}");

        // When
        settle(tenant, id, "replay").statusCode(200).body("settled", equalTo("replayed"));

        // Then
        try (var topic = TopicReader.records(Topics.CERTIFICATES)) {
            var again = await().atMost(Duration.ofSeconds(30))
                    .until(() -> replays(topic.read(), id), found -> !found.isEmpty());
            assertThat(again).singleElement().satisfies(one -> {
                assertThat(header(one, "hallmark_for")).isEqualTo(PutAside.CONSUMER);
                assertThat(header(one, "ce_type")).isEqualTo("dev.hallmark.certificate.issued.v1");
                assertThat(one.headers().lastHeader("hallmark_cause")).isNull();
                assertThat(one.value()).asString(StandardCharsets.UTF_8).isEqualTo("{\"a\":1}");
            });
        }
    }

    /** Another replica, and this one after its next start, know it from the topic. */
    @Test
    void whatIsSettledIsOpenNoLongerAndStaysAsItIs() {
        // Given
        var id = PutAside.of(tenant, "{}");
        var other = PutAside.of(tenant, "{}");

        // When
        settle(tenant, id, "discard").statusCode(200).body("settled", equalTo("discarded"));
        settle(tenant, id, "replay").statusCode(200).body("settled", equalTo("discarded"));

        // Then
        Registry.get(tenant, "/dead-letters").then().body("items.id", equalTo(List.of(other)));
        Registry.get(tenant, "/dead-letters/" + id).then().body("settled", equalTo("discarded"));
        try (var topic = TopicReader.records(Topics.deadLettersOf(PutAside.CONSUMER))) {
            assertThat(await().atMost(Duration.ofSeconds(30))
                            .until(
                                    () -> topic.read().stream()
                                            .filter(one -> id.equals(one.key()))
                                            .toList(),
                                    found -> !found.isEmpty()))
                    .map(one -> header(one, "hallmark_settled"))
                    .containsExactly("discarded");
        }
    }

    @Test
    void whatIsNotTextIsNotReplayed() {
        // Given
        var subject = UUID.randomUUID().toString();
        PutAside.put(
                "/tenants/%s/services/test".formatted(tenant), subject, "/wAB", Map.of("hallmark_encoding", "base64"));
        var id = await().atMost(Duration.ofSeconds(30))
                .until(() -> PutAside.find(tenant, subject), found -> !found.isEmpty())
                .getFirst();

        // Then
        settle(tenant, id, "replay").statusCode(409).body("detail", containsString("not text"));
        settle(tenant, id, "discard").statusCode(200);
    }

    private static List<ConsumerRecord<String, byte[]>> replays(List<ConsumerRecord<String, byte[]>> all, String id) {
        return all.stream().filter(one -> ("replay-of-" + id).equals(one.key())).toList();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static ValidatableResponse settle(String tenant, String id, String how) {
        return Registry.operator(tenant)
                .contentType(Registry.JSON)
                .body("{\"reason\":\"a test\"}")
                .post(Registry.API + "/dead-letters/" + id + "/" + how)
                .then();
    }
}
