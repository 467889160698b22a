package dev.hallmark.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.events.policy.PolicyPublished;
import dev.hallmark.events.registry.BatchDevicesAdded;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.events.registry.Standing;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Devices that the registry and the policy-service have told the service of. */
public final class TestFleet {

    private TestFleet() {}

    public static DeviceSnapshot snapshot(TestDevice device, String policy, Standing standing, long version) {
        return new DeviceSnapshot(device.id(), "batch-1", policy, "SN-7", "model-x", "puf", null, standing, 1, version);
    }

    public static PolicyPublished policy(List<String> algorithms, List<String> rootsOfTrust, boolean allowUnbound) {
        var id = UUID.randomUUID().toString();
        return new PolicyPublished(
                id, "policy " + id, 1, "mosquitto", "default", algorithms, rootsOfTrust, allowUnbound);
    }

    /** A device under a policy that asks for nothing, known to the service. */
    public static TestDevice device() {
        return device(policy(List.of(), List.of(), false));
    }

    public static TestDevice device(PolicyPublished policy) {
        var device = TestDevice.create();
        publish(policy, snapshot(device, policy.policy(), Standing.ACTIVE, 1));
        awaitKnown(device);
        return device;
    }

    public static void publish(PolicyPublished policy, DeviceSnapshot... devices) {
        TestBroker.publish(
                TestBroker.event(policy), TestBroker.event(new BatchDevicesAdded("batch-1", List.of(devices))));
    }

    public static void awaitKnown(TestDevice device) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        TestChallenge.ask(device, TestGateway.connect()).statusCode())
                .isEqualTo(201));
    }
}
