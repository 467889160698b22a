package dev.hallmark.policy.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.onboarding.DeviceOnboarded;
import dev.hallmark.events.onboarding.OnboardingFailed;
import dev.hallmark.policy.Surroundings;
import dev.hallmark.policy.TestPolicies;
import dev.hallmark.testkit.TestDevice;
import dev.hallmark.testkit.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
@QuarkusTestResource(Surroundings.class)
class OnboardingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void eachCertificateIsOnboardedOnceHoweverOftenAndInWhateverOrderItIsTold() {
        // Given
        var policy = TestPolicies.mosquitto("default");
        Map<TestDevice, SerialNumber> devices = IntStream.range(0, 1500)
                .mapToObj(n -> TestDevice.of(policy))
                .collect(Collectors.toMap(device -> device, device -> TestDevice.serial()));
        var published = new ArrayList<Event>();
        devices.forEach((device, serial) -> {
            var event = TestKafka.event(device.issued(serial, 1));
            published.addAll(List.of(event, event, TestKafka.event(device.issued(serial, 1))));
        });
        var seed = System.nanoTime();
        Collections.shuffle(published, new Random(seed));

        // When
        TestKafka.publish(published.toArray(Event[]::new));

        // Then
        var end = TestDevice.of(policy);
        var last = TestDevice.serial();
        TestKafka.publish(end.issued(last, 1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Onboardings.of(end)).hasSize(1));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Onboardings.of(
                        devices.keySet().stream().map(TestDevice::id).collect(Collectors.toSet())))
                .as("shuffled by %d", seed)
                .containsExactlyInAnyOrderElementsOf(devices.entrySet().stream()
                        .map(one -> new DeviceOnboarded(
                                one.getKey().id(), "batch-1", policy, 1, one.getValue(), "mosquitto"))
                        .toList()));
    }

    @Test
    void aFurtherCertificateIsAnOnboardingOfItsOwn() {
        var device = TestDevice.of(TestPolicies.mosquitto("default"));
        var first = TestDevice.serial();
        var second = TestDevice.serial();
        var anew = TestDevice.serial();

        TestKafka.publish(device.issued(first, 1), device.issued(second, 1), device.issued(anew, 2));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Onboardings.of(device))
                .extracting(data -> ((DeviceOnboarded) data).certificate())
                .containsExactly(first, second, anew));
    }

    @Test
    void anUnknownPolicyAndThatOfAnotherTenantFailWithTheReason() {
        var nowhere = TestDevice.of(UUID.randomUUID().toString());
        var nonsense = TestDevice.of("no-id");
        var foreign = TestDevice.of(TestPolicies.mosquitto("other"));

        TestKafka.publish(
                nowhere.issued(TestDevice.serial(), 1),
                nonsense.issued(TestDevice.serial(), 1),
                foreign.issued(TestDevice.serial(), 1));

        await().atMost(PATIENCE).untilAsserted(() -> {
            for (var device : List.of(nowhere, nonsense, foreign)) {
                assertThat(Onboardings.of(device))
                        .containsExactly(new OnboardingFailed(
                                device.id(), "batch-1", device.policy(), 1, "there is no policy " + device.policy()));
            }
        });
    }

    @Test
    void aPlanThatFailsHoldsNobodyElseUp() {
        var failing = TestDevice.of(
                TestPolicies.create("default", "{\"kind\":\"test\",\"settings\":{\"failure\":\"the cloud said no\"}}"));
        var broken = TestDevice.of(TestPolicies.create("default", "{\"kind\":\"test\",\"settings\":{\"crash\":true}}"));
        var fine = TestDevice.of(TestPolicies.mosquitto("default"));

        TestKafka.publish(
                failing.issued(TestDevice.serial(), 1),
                broken.issued(TestDevice.serial(), 1),
                fine.issued(TestDevice.serial(), 1));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(Onboardings.of(fine))
                    .hasOnlyElementsOfType(DeviceOnboarded.class)
                    .hasSize(1);
            assertThat(reasons(failing)).containsExactly("the cloud said no");
            assertThat(reasons(broken)).containsExactly("the plan for test failed; the log says why");
        });
    }

    private List<String> reasons(TestDevice device) {
        return Onboardings.of(device).stream()
                .map(data -> ((OnboardingFailed) data).reason())
                .toList();
    }
}
