package dev.hallmark.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.registry.BatchDevicesAdded;
import dev.hallmark.events.registry.DeviceMoved;
import dev.hallmark.events.registry.DeviceSuspended;
import dev.hallmark.events.registry.Standing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Events EVENTS = new Events(Clock.systemUTC(), "test-service");

    static Stream<EventData> samples() {
        return Samples.all().stream();
    }

    @Test
    void everyTypeHasASample() {
        assertThat(Samples.all()).map(EventType::of).containsExactlyInAnyOrder(EventType.values());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void samplesFitTheirSchema(EventData sample) throws IOException {
        var schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema(EventType.of(sample)));

        assertThat(schema.validate(JSON.readTree(EventJson.write(sample)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void schemasNameExactlyTheFieldsOfTheirForm(EventData sample) throws IOException {
        var fields = Arrays.stream(sample.getClass().getRecordComponents())
                .map(java.lang.reflect.RecordComponent::getName)
                .toList();

        assertThat(schema(EventType.of(sample)).get("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(fields);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void recordsAreReadBackAsTheyWere(EventData sample) {
        var event = EVENTS.of(TenantId.of("default"), "olga", sample);

        assertThat(read(event, EventRecord.headers(event), EventData.class)).contains(event);
    }

    @Test
    void idsAreInTheOrderOfTimeAndOfVersion7() {
        var ids = Stream.generate(() ->
                        EVENTS.of(TenantId.of("default"), samples().findFirst().orElseThrow()))
                .limit(1000)
                .map(Event::id)
                .toList();

        assertThat(ids).allMatch(id -> id.version() == 7 && id.variant() == 2).doesNotHaveDuplicates();
        assertThat(ids.stream().map(id -> id.getMostSignificantBits() >>> 16).toList())
                .isSorted();
    }

    @Test
    void typesOfANewerVersionArePassedOver() {
        var event = EVENTS.of(TenantId.of("default"), Samples.all().getFirst());

        assertThat(read(event, Map.of("ce_type", "dev.hallmark.device.sold.v1"), EventData.class))
                .isEmpty();
    }

    @Test
    void whatANewerVersionAddsToAnEventIsNoFault() throws IOException {
        var event = EVENTS.of(TenantId.of("default"), new DeviceSuspended(Samples.SNAPSHOT, "missing"));
        var value = (ObjectNode) JSON.readTree(EventRecord.value(event));
        value.put("fromTheNextVersion", true);
        ((ObjectNode) value.path("device")).put("standing", "quarantined");

        var read = EventRecord.read(EventRecord.headers(event)::get, JSON.writeValueAsBytes(value), EventData.class);

        assertThat(read).hasValueSatisfying(one -> assertThat(
                        ((DeviceMoved) one.data()).device().standing())
                .isEqualTo(Standing.UNKNOWN));
    }

    @Test
    void ofEventsOfOtherFormsNoMoreThanTheTypeIsRead() {
        var event = EVENTS.of(TenantId.of("default"), Samples.all().getFirst());
        var typeAlone = Map.of("ce_type", "dev.hallmark.batch.devices-added.v1");

        assertThat(read(event, typeAlone, DeviceMoved.class)).isEmpty();
        assertThatThrownBy(() -> read(event, typeAlone, BatchDevicesAdded.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void recordsThatAreNoEventsAreRefused() {
        var event = EVENTS.of(TenantId.of("default"), Samples.all().getFirst());
        for (var header : List.of("ce_type", "ce_id", "ce_source", "ce_time")) {
            var headers = EventRecord.headers(event);
            headers.remove(header);
            assertThatThrownBy(() -> read(event, headers, EventData.class))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static JsonNode schema(EventType type) throws IOException {
        try (var file = EventType.class.getResourceAsStream("/schemas/" + type.typeName() + ".json")) {
            return JSON.readTree(file);
        }
    }

    private static Optional<Event> read(Event event, Map<String, String> headers, Class<? extends EventData> form) {
        return EventRecord.read(headers::get, EventRecord.value(event).getBytes(StandardCharsets.UTF_8), form);
    }
}
