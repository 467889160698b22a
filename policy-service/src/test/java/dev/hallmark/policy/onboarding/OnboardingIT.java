package dev.hallmark.policy.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.EventData;
import dev.hallmark.events.Events;
import dev.hallmark.events.Topics;
import dev.hallmark.events.onboarding.DeviceOnboarded;
import dev.hallmark.events.onboarding.OnboardingFailed;
import dev.hallmark.policy.TestDevice;
import dev.hallmark.policy.TestKeys;
import dev.hallmark.policy.TestPolicies;
import dev.hallmark.policy.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(TestKeys.class)
class OnboardingIT {

    private static final TenantId TENANT = TenantId.of("default");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofMillis(300);

    @Inject
    TestTopics topics;

    @Inject
    Events events;

    @Test
    void eachCertificateIsOnboardedOnceHoweverOftenAndInWhateverOrderItIsTold() throws Exception {
        // Given
        var policy = TestPolicies.mosquitto("default");
        Map<TestDevice, SerialNumber> devices = IntStream.range(0, 1500)
                .mapToObj(n -> TestDevice.of(policy))
                .collect(Collectors.toMap(device -> device, device -> TestDevice.serial()));
        var told = new ArrayList<Event>();
        devices.forEach((device, serial) -> {
            var event = event(device.issued(serial, 1));
            told.addAll(List.of(event, event, event(device.issued(serial, 1))));
        });
        var seed = System.nanoTime();
        Collections.shuffle(told, new Random(seed));

        // When
        topics.send(told);

        // Then
        var end = TestDevice.of(policy);
        var last = TestDevice.serial();
        topics.send(List.of(event(end.issued(last, 1))));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(onboardings(end)).hasSize(1));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        onboarded(devices.keySet().stream().map(TestDevice::id).collect(Collectors.toSet())))
                .as("shuffled by %d", seed)
                .containsExactlyInAnyOrderElementsOf(devices.entrySet().stream()
                        .map(one -> new DeviceOnboarded(
                                one.getKey().id(), "batch-1", policy, 1, one.getValue(), "mosquitto"))
                        .toList()));
    }

    @Test
    void aFurtherCertificateIsAnOnboardingOfItsOwn() throws Exception {
        var device = TestDevice.of(TestPolicies.mosquitto("default"));
        var first = TestDevice.serial();
        var second = TestDevice.serial();
        var anew = TestDevice.serial();

        topics.send(List.of(
                event(device.issued(first, 1)), event(device.issued(second, 1)), event(device.issued(anew, 2))));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(onboardings(device))
                .extracting(data -> ((DeviceOnboarded) data).certificate())
                .containsExactly(first, second, anew));
    }

    @Test
    void anUnknownPolicyAndThatOfAnotherTenantFailWithTheReason() throws Exception {
        var nowhere = TestDevice.of(UUID.randomUUID().toString());
        var nonsense = TestDevice.of("no-id");
        var foreign = TestDevice.of(TestPolicies.mosquitto("other"));

        topics.send(List.of(
                event(nowhere.issued(TestDevice.serial(), 1)),
                event(nonsense.issued(TestDevice.serial(), 1)),
                event(foreign.issued(TestDevice.serial(), 1))));

        await().atMost(PATIENCE).untilAsserted(() -> {
            for (var device : List.of(nowhere, nonsense, foreign)) {
                assertThat(onboardings(device))
                        .containsExactly(new OnboardingFailed(
                                device.id(), "batch-1", device.policy(), 1, "there is no policy " + device.policy()));
            }
        });
    }

    @Test
    void aPlanThatFailsHoldsNobodyElseUp() throws Exception {
        var failing = TestDevice.of(
                TestPolicies.create("default", "{\"kind\":\"test\",\"settings\":{\"failure\":\"the cloud said no\"}}"));
        var broken = TestDevice.of(TestPolicies.create("default", "{\"kind\":\"test\",\"settings\":{\"crash\":true}}"));
        var fine = TestDevice.of(TestPolicies.mosquitto("default"));

        topics.send(List.of(
                event(failing.issued(TestDevice.serial(), 1)),
                event(broken.issued(TestDevice.serial(), 1)),
                event(fine.issued(TestDevice.serial(), 1))));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(onboardings(fine))
                    .hasOnlyElementsOfType(DeviceOnboarded.class)
                    .hasSize(1);
            assertThat(reasons(failing)).containsExactly("the cloud said no");
            assertThat(reasons(broken)).containsExactly("the plan for test failed; the log says why");
        });
    }

    @Test
    void aDeviceRevokedBeforeItsCertificateArrivesIsNotOnboarded() throws Exception {
        // Given
        var policy = TestPolicies.mosquitto("default");
        var device = TestDevice.of(policy);
        var late = TestDevice.of(policy);
        topics.send(
                List.of(event(device.revoked(TestDevice.VERSION + 1)), event(late.revoked(TestDevice.VERSION - 1))));
        awaitStanding(device);
        awaitStanding(late);

        // When
        topics.send(List.of(event(device.issued(TestDevice.serial(), 1)), event(late.issued(TestDevice.serial(), 1))));

        // Then: a standing that is older than the certificate says nothing against it
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(reasons(device)).containsExactly("the device is revoked");
            assertThat(onboardings(late))
                    .hasOnlyElementsOfType(DeviceOnboarded.class)
                    .hasSize(1);
        });
    }

    @Test
    void aCertificateRevokedBeforeItIsToldIsNotOnboarded() throws Exception {
        var policy = TestPolicies.mosquitto("default");
        var device = TestDevice.of(policy);
        var serial = TestDevice.serial();
        var next = TestDevice.serial();

        topics.send(List.of(event(device.certificateRevoked(serial)), event(device.certificateRevoked(serial))));
        await().atMost(PATIENCE).until(() -> certificates(device) == 1);
        topics.send(List.of(event(device.issued(serial, 1)), event(device.issued(next, 1))));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(onboardings(device))
                .extracting(data -> ((DeviceOnboarded) data).certificate())
                .containsExactly(next));
    }

    @Inject
    io.vertx.mutiny.sqlclient.Pool pool;

    private long certificates(TestDevice device) {
        return count("select count(*) from certificate where device = $1", device);
    }

    private void awaitStanding(TestDevice device) {
        await().atMost(PATIENCE).until(() -> count("select count(*) from device where id = $1", device) == 1);
    }

    private long count(String query, TestDevice device) {
        return pool.preparedQuery(query)
                .execute(io.vertx.mutiny.sqlclient.Tuple.of(
                        io.vertx.core.buffer.Buffer.buffer(device.id().bytes())))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    private List<String> reasons(TestDevice device) {
        return onboardings(device).stream()
                .map(data -> ((OnboardingFailed) data).reason())
                .toList();
    }

    private List<EventData> onboardings(TestDevice device) {
        return onboarded(java.util.Set.of(device.id()));
    }

    private List<EventData> onboarded(java.util.Set<DeviceId> devices) {
        return topics.read(Topics.ONBOARDING, QUIET).stream()
                .filter(event -> devices.contains(DeviceId.parse(event.key())))
                .map(Event::data)
                .toList();
    }

    private Event event(EventData data) {
        return events.of(TENANT, data);
    }
}
