package dev.hallmark.attestation.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.TestFleet;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.policy.PolicyPublished;
import dev.hallmark.events.registry.BatchDevicesAdded;
import dev.hallmark.events.registry.BatchDevicesChanged;
import dev.hallmark.events.registry.BatchDevicesMoved;
import dev.hallmark.events.registry.DeviceResumed;
import dev.hallmark.events.registry.DeviceRevoked;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.events.registry.DeviceSuspended;
import dev.hallmark.events.registry.Standing;
import dev.hallmark.testkit.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ReadModelIT {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    Pool database;

    private final PolicyPublished policy = TestFleet.policy(List.of(), List.of(), false);

    @Test
    void anOlderStateOfADeviceChangesNothing() {
        // Given a revocation that overtakes the import it follows
        var device = TestDevice.create();
        var active = TestFleet.snapshot(device, policy.policy(), Standing.ACTIVE, 1);
        var revoked = TestFleet.snapshot(device, policy.policy(), Standing.REVOKED, 2);

        // When
        TestKafka.publish(TestKafka.event(policy), TestKafka.event(new DeviceRevoked(revoked, "lost")));
        awaitRow(device, "REVOKED", 2);
        TestFleet.publish(policy, active);
        awaitAllApplied();

        // Then
        awaitRow(device, "REVOKED", 2);
        assertThat(TestChallenge.ask(device, TestGateway.connect()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSuspendedDeviceGetsNoChallengeUntilItIsResumed() {
        // Given
        var device = TestFleet.device(policy);
        var suspended = TestFleet.snapshot(device, policy.policy(), Standing.SUSPENDED, 2);
        var resumed = TestFleet.snapshot(device, policy.policy(), Standing.ACTIVE, 3);

        // When
        TestKafka.publish(TestKafka.event(new DeviceSuspended(suspended, "missing")));
        awaitRow(device, "SUSPENDED", 2);
        var refused = TestChallenge.ask(device, TestGateway.connect());
        var unknown = TestChallenge.ask(TestDevice.create(), TestGateway.connect());
        TestKafka.publish(TestKafka.event(new DeviceResumed(resumed, "found")));

        // Then
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body()).isEqualTo(unknown.body());
        TestFleet.awaitKnown(device);
    }

    @Test
    void theSameEventTwiceIsOneEvent() {
        var device = TestDevice.create();
        var active = TestFleet.snapshot(device, policy.policy(), Standing.ACTIVE, 1);
        var added = TestKafka.event(new BatchDevicesAdded("batch-1", List.of(active, active)));

        TestKafka.publish(TestKafka.event(policy), added, added);

        awaitRow(device, "ACTIVE", 1);
        awaitAllApplied();
        assertThat(count("select count(*) from inbox where event_id = $1", Tuple.of(added.id())))
                .isEqualTo(1);
    }

    @Test
    void aNewerStateReplacesAllOfTheOlder() {
        var device = TestFleet.device(policy);
        var moved = new DeviceSnapshot(
                device.id(), "batch-2", policy.policy(), null, null, "software", null, Standing.ACTIVE, 2, 9);

        TestKafka.publish(TestKafka.event(new BatchDevicesAdded("batch-2", List.of(moved))));

        awaitRow(device, "ACTIVE", 9);
        assertThat(count(
                        "select count(*) from device where id = decode($1, 'hex') and batch = 'batch-2' and serial is"
                                + " null and generation = 2 and root_of_trust = 'software'",
                        Tuple.of(device.id().hex())))
                .isEqualTo(1);
    }

    @Test
    void aBatchThatIsMovedPutsItsDevicesUnderItsNewPolicy() {
        // Given
        var device = TestFleet.device(policy);
        var next = TestFleet.policy(List.of(), List.of(), true);
        var moved = TestFleet.snapshot(device, next.policy(), Standing.ACTIVE, 2);

        // When
        TestKafka.publish(TestKafka.event(next), TestKafka.event(new BatchDevicesMoved("batch-1", List.of(moved))));

        // Then
        awaitRow(device, "ACTIVE", 2);
        assertThat(count(
                        "select count(*) from device where id = decode($1, 'hex') and policy = $2",
                        Tuple.of(device.id().hex(), next.policy())))
                .isEqualTo(1);
    }

    @Test
    void aSerialThatAnImportHasChangedReplacesTheOld() {
        // Given
        var device = TestFleet.device(policy);
        var changed = new DeviceSnapshot(
                device.id(), "batch-1", policy.policy(), "A-2", null, null, null, Standing.ACTIVE, 1, 2);

        // When
        TestKafka.publish(TestKafka.event(new BatchDevicesChanged("batch-1", List.of(changed))));

        // Then
        awaitRow(device, "ACTIVE", 2);
        assertThat(count(
                        "select count(*) from device where id = decode($1, 'hex') and serial = 'A-2'",
                        Tuple.of(device.id().hex())))
                .isEqualTo(1);
    }

    @Test
    void aThousandDevicesComeInOneEvent() {
        var devices = Stream.generate(ReadModelIT::anyId)
                .limit(BatchDevicesAdded.MOST)
                .map(id -> new DeviceSnapshot(
                        id, "batch-1000", policy.policy(), null, null, null, null, Standing.ACTIVE, 1, 1))
                .toList();

        TestKafka.publish(TestKafka.event(new BatchDevicesAdded("batch-1000", devices)));

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        count("select count(*) from device where batch = $1", Tuple.of("batch-1000")))
                .isEqualTo(BatchDevicesAdded.MOST));
    }

    @Test
    void anOlderPolicyChangesNothing() {
        var older = TestKafka.event(version(1, false));

        TestKafka.publish(TestKafka.event(version(2, true)), older);

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        count("select count(*) from inbox where event_id = $1", Tuple.of(older.id())))
                .isEqualTo(1));
        assertThat(count(
                        "select count(*) from policy where id = $1 and version = 2 and allow_unbound",
                        Tuple.of(policy.policy())))
                .isEqualTo(1);
    }

    private PolicyPublished version(int version, boolean allowUnbound) {
        return new PolicyPublished(
                policy.policy(), "p", version, "mosquitto", "default", List.of(), List.of(), allowUnbound, null, null);
    }

    /** Events of one key are applied in order, so those before this one have been applied too. */
    private void awaitAllApplied() {
        var last = TestDevice.create();
        TestFleet.publish(policy, TestFleet.snapshot(last, policy.policy(), Standing.ACTIVE, 1));
        TestFleet.awaitKnown(last);
    }

    private void awaitRow(TestDevice device, String standing, long version) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(count(
                        "select count(*) from device where id = decode($1, 'hex') and standing = $2 and version"
                                + " = $3",
                        Tuple.of(device.id().hex(), standing, version)))
                .isEqualTo(1));
    }

    private long count(String sql, Tuple parameters) {
        return database.preparedQuery(sql)
                .execute(parameters)
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private static DeviceId anyId() {
        var octets = new byte[DeviceId.LENGTH];
        RANDOM.nextBytes(octets);
        return DeviceId.of(octets);
    }
}
