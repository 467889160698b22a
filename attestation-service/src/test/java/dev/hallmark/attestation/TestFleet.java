package dev.hallmark.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.events.policy.PolicyPublished;
import dev.hallmark.events.registry.BatchDevicesAdded;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.events.registry.Standing;
import dev.hallmark.testkit.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Devices that the registry and the policy-service have published. */
public final class TestFleet {

    private TestFleet() {}

    public static DeviceSnapshot snapshot(TestDevice device, String policy, Standing standing, long version) {
        return snapshot(device, policy, standing, version, "puf");
    }

    private static DeviceSnapshot snapshot(
            TestDevice device, String policy, Standing standing, long version, String rootOfTrust) {
        var algorithm = device.registeredAlgorithm().orElse(null);
        return new DeviceSnapshot(
                device.id(), "batch-1", policy, "SN-7", "model-x", rootOfTrust, algorithm, standing, 1, version);
    }

    public static PolicyPublished policy(List<String> algorithms, List<String> rootsOfTrust, boolean allowUnbound) {
        return policy(algorithms, rootsOfTrust, allowUnbound, "software", "1.2");
    }

    private static PolicyPublished policy(
            List<String> algorithms,
            List<String> rootsOfTrust,
            boolean allowUnbound,
            String minimumTrust,
            String minimumTls) {
        var id = UUID.randomUUID().toString();
        return new PolicyPublished(
                id,
                "policy " + id,
                1,
                "mosquitto",
                "default",
                algorithms,
                rootsOfTrust,
                allowUnbound,
                minimumTrust,
                minimumTls);
    }

    /** A policy that asks for this trust in chips and for nothing else. */
    public static PolicyPublished minimumTrust(String minimum) {
        return policy(List.of(), List.of(), false, minimum, "1.2");
    }

    /** A policy that asks for this version of TLS and for nothing else; null: from before there was a choice. */
    public static PolicyPublished minimumTls(String version) {
        return policy(List.of(), List.of(), false, "software", version);
    }

    /** A device under a policy that asks for nothing, known to the service. */
    public static TestDevice device() {
        return device(policy(List.of(), List.of(), false));
    }

    public static TestDevice device(PolicyPublished policy) {
        return device(policy, TestDevice.create(), "puf");
    }

    /** A device that signs by this algorithm, under a policy that asks for nothing. */
    public static TestDevice device(String algorithm) {
        return device(policy(List.of(), List.of(), false), TestDevice.create(algorithm), "puf");
    }

    public static TestDevice device(PolicyPublished policy, TestDevice device, String rootOfTrust) {
        publish(policy, snapshot(device, policy.policy(), Standing.ACTIVE, 1, rootOfTrust));
        awaitKnown(device);
        return device;
    }

    public static void publish(PolicyPublished policy, DeviceSnapshot... devices) {
        TestKafka.publish(TestKafka.event(policy), TestKafka.event(new BatchDevicesAdded("batch-1", List.of(devices))));
    }

    public static void awaitKnown(TestDevice device) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        TestChallenge.ask(device, TestGateway.connect()).statusCode())
                .isEqualTo(201));
    }
}
