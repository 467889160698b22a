package dev.hallmark.policy.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.onboarding.DeviceOnboarded;
import dev.hallmark.events.onboarding.OnboardingFailed;
import dev.hallmark.policy.TestDevice;
import dev.hallmark.policy.TestKeys;
import dev.hallmark.policy.TestNews;
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

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    TestNews news;

    @Inject
    TestTopics topics;

    @Test
    void eachCertificateIsOnboardedOnceHoweverOftenAndInWhateverOrderItIsTold() throws Exception {
        // Given
        var policy = TestPolicies.mosquitto("default");
        Map<TestDevice, SerialNumber> devices = IntStream.range(0, 1500)
                .mapToObj(n -> TestDevice.of(policy))
                .collect(Collectors.toMap(device -> device, device -> TestDevice.serial()));
        var told = new ArrayList<Event>();
        devices.forEach((device, serial) -> {
            var event = news.event(device.issued(serial, 1));
            told.addAll(List.of(event, event, news.event(device.issued(serial, 1))));
        });
        var seed = System.nanoTime();
        Collections.shuffle(told, new Random(seed));

        // When
        topics.send(told);

        // Then
        var end = TestDevice.of(policy);
        var last = TestDevice.serial();
        news.tell(end.issued(last, 1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(news.onboardings(end)).hasSize(1));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(news.onboardings(
                        devices.keySet().stream().map(TestDevice::id).collect(Collectors.toSet())))
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

        news.tell(device.issued(first, 1), device.issued(second, 1), device.issued(anew, 2));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(news.onboardings(device))
                .extracting(data -> ((DeviceOnboarded) data).certificate())
                .containsExactly(first, second, anew));
    }

    @Test
    void anUnknownPolicyAndThatOfAnotherTenantFailWithTheReason() throws Exception {
        var nowhere = TestDevice.of(UUID.randomUUID().toString());
        var nonsense = TestDevice.of("no-id");
        var foreign = TestDevice.of(TestPolicies.mosquitto("other"));

        news.tell(
                nowhere.issued(TestDevice.serial(), 1),
                nonsense.issued(TestDevice.serial(), 1),
                foreign.issued(TestDevice.serial(), 1));

        await().atMost(PATIENCE).untilAsserted(() -> {
            for (var device : List.of(nowhere, nonsense, foreign)) {
                assertThat(news.onboardings(device))
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

        news.tell(
                failing.issued(TestDevice.serial(), 1),
                broken.issued(TestDevice.serial(), 1),
                fine.issued(TestDevice.serial(), 1));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(news.onboardings(fine))
                    .hasOnlyElementsOfType(DeviceOnboarded.class)
                    .hasSize(1);
            assertThat(reasons(failing)).containsExactly("the cloud said no");
            assertThat(reasons(broken)).containsExactly("the plan for test failed; the log says why");
        });
    }

    private List<String> reasons(TestDevice device) {
        return news.onboardings(device).stream()
                .map(data -> ((OnboardingFailed) data).reason())
                .toList();
    }
}
