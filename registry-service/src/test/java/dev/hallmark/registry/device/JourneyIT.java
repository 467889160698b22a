package dev.hallmark.registry.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.EventData;
import dev.hallmark.events.attestation.AttestationFailed;
import dev.hallmark.events.attestation.DeviceAttested;
import dev.hallmark.events.certificate.CertificateIssued;
import dev.hallmark.events.onboarding.DeviceOnboarded;
import dev.hallmark.registry.Registry;
import dev.hallmark.registry.Surroundings;
import dev.hallmark.testkit.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class JourneyIT {

    private static final SerialNumber SERIAL = SerialNumber.parse("1f");

    private String tenant;
    private String id;
    private DeviceId device;

    @BeforeEach
    void aDeviceInABatch() {
        tenant = Registry.tenant();
        id = Registry.deviceId();
        device = DeviceId.parse(id);
        Registry.add(tenant, Registry.batch(tenant, true), Registry.JSON, Registry.json(List.of(id)))
                .then()
                .body("accepted", equalTo(1));
    }

    @Test
    void stepsMoveADeviceForwardAndAreInItsTimeline() {
        // When
        happened(new AttestationFailed(device, "b", "the nonce was used before"), attested(1), issued(1), onboarded(1));

        // Then
        awaitStage("onboarded");
        awaitEvents("attestation.failed", "device.attested", "certificate.issued", "device.onboarded");
        Registry.get(tenant, "/devices/" + id + "/timeline")
                .then()
                .body("items.find { it.event == 'attestation.failed' }.reason", equalTo("the nonce was used before"))
                .body("items.find { it.event == 'certificate.issued' }.facts.serial", equalTo("1f"))
                .body("items.find { it.event == 'device.onboarded' }.actor", equalTo("test-service"));
        Registry.get(tenant, "/devices/" + id).then().body("version", equalTo(1));
    }

    @Test
    void whatIsOnboardedIsCountedOnTheDayOnce() {
        // Given
        Registry.get(tenant, "/onboardings").then().body("days.devices", everyItem(equalTo(0)));

        // When
        happened(attested(1), onboarded(1));
        awaitStage("onboarded");
        happened(onboarded(1), onboarded(2));
        await().until(() -> events().stream().filter("device.onboarded"::equals).count() == 3);

        // Then
        Registry.get(tenant, "/onboardings?days=7")
                .then()
                .body("days", hasSize(7))
                .body("days[6].day", equalTo(LocalDate.now(ZoneOffset.UTC).toString()))
                .body("days.devices.sum()", equalTo(1));
        Registry.get(Registry.tenant(), "/onboardings").then().body("days.devices.sum()", equalTo(0));
    }

    @Test
    void onboardingsAreCountedForAYearAtMost() {
        for (var days : List.of("0", "367", "x")) {
            Registry.get(tenant, "/onboardings?days=" + days).then().statusCode(400);
        }
    }

    @Test
    void lateStepsDoNotMoveADeviceBack() {
        // Given
        happened(onboarded(1));
        awaitStage("onboarded");

        // When
        happened(issued(1), attested(1));

        // Then
        awaitEvents("certificate.issued", "device.attested");
        Registry.get(tenant, "/devices/" + id).then().body("stage", equalTo("onboarded"));
    }

    @Test
    void stepsOfAnotherGenerationOrTenantChangeNothing() {
        // When
        TestKafka.publish(TestKafka.event(Registry.tenant(), onboarded(1)));
        happened(onboarded(2), attested(1));

        // Then
        awaitEvents("device.onboarded", "device.attested");
        Registry.get(tenant, "/devices/" + id).then().body("stage", equalTo("attested"));
        assertThat(events()).filteredOn("device.onboarded"::equals).hasSize(1);
    }

    @Test
    void anEventThatComesTwiceIsProcessedOnce() {
        // Given
        var event = TestKafka.event(tenant, attested(1));

        // When
        TestKafka.publish(event, event);
        happened(last());

        // Then
        awaitEvents("attestation.failed", "device.attested");
        assertThat(events()).filteredOn("device.attested"::equals).hasSize(1);
    }

    @Test
    void anEventThatComesAgainUnderAnotherIdIsInTheTimelineOnce() {
        // Given
        var event = TestKafka.event(tenant, attested(1));
        var later = TestKafka.event(tenant, attested(1));

        // When
        TestKafka.publish(event, underAnotherId(event), later);
        awaitEvents("device.attested");
        TestKafka.publish(underAnotherId(event));
        happened(last());

        // Then
        awaitEvents("attestation.failed", "device.attested");
        assertThat(events()).filteredOn("device.attested"::equals).hasSize(2);
    }

    private static Event underAnotherId(Event event) {
        return new Event(
                UUID.randomUUID(),
                event.type(),
                event.tenant(),
                event.service(),
                event.actor(),
                event.key(),
                event.time(),
                event.data(),
                event.trace());
    }

    private void happened(EventData... all) {
        TestKafka.publish(
                Arrays.stream(all).map(data -> TestKafka.event(tenant, data)).toArray(Event[]::new));
    }

    private void awaitStage(String stage) {
        await().untilAsserted(
                        () -> Registry.get(tenant, "/devices/" + id).then().body("state", equalTo(stage)));
    }

    private void awaitEvents(String... names) {
        await().untilAsserted(() ->
                Registry.get(tenant, "/devices/" + id + "/timeline").then().body("items.event", hasItems(names)));
    }

    private List<String> events() {
        return Registry.get(tenant, "/devices/" + id + "/timeline").path("items.event");
    }

    /** Once it has arrived, so have all events before it: it has the same topic and key. */
    private AttestationFailed last() {
        return new AttestationFailed(device, "b", "last");
    }

    private DeviceAttested attested(int generation) {
        return new DeviceAttested(device, "b", "p", generation, "eat-jwt", "affirming", "software", null);
    }

    private CertificateIssued issued(int generation) {
        var now = Instant.now();
        return new CertificateIssued(
                device, SERIAL, "issuing", "b", "p", "default", generation, 1, now, now, now, "00", null);
    }

    private DeviceOnboarded onboarded(int generation) {
        return new DeviceOnboarded(device, "b", "p", generation, SERIAL, "mosquitto");
    }
}
