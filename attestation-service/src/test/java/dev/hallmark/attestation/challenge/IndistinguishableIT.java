package dev.hallmark.attestation.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.TestFleet;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.commons.connection.TlsVersion;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.events.registry.Standing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks with keys of other devices learns nothing of them, neither from the answer nor from its time. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class IndistinguishableIT {

    private static final Logger LOG = Logger.getLogger(IndistinguishableIT.class);

    /**
     * The bound on {@link RelativeTimes#largestDistance}. Two samples of 1,000 from one distribution are that far apart
     * with a probability of 2 exp(-2 · 500 · 0.2²), less than 1e-17; so even kinds that truly differ by 0.1, a few
     * microseconds on a quiet machine, cross it less than once in 10,000 runs. One more query in the database moves a
     * kind by more than 0.5.
     */
    static final double FARTHEST = 0.2;

    private static final int ROUNDS = 1_000;
    private static final int WARM_UP = 400;
    private static final int DEVICES_PER_KIND = 20;

    private static final Optional<TlsVersion> TLS_1_2 = Optional.of(TlsVersion.TLS_1_2);

    private final Random random = new Random(4711);

    private enum Kind {
        NEVER_REGISTERED(Optional.empty(), true),
        TLS_TOO_OLD(Optional.of(Standing.ACTIVE), true),
        IN_NO_BATCH(Optional.of(Standing.ACTIVE), false),
        SUSPENDED(Optional.of(Standing.SUSPENDED), true),
        REVOKED(Optional.of(Standing.REVOKED), true),
        RETIRED(Optional.of(Standing.RETIRED), true);

        private final Optional<Standing> standing;
        private final boolean batch;

        Kind(Optional<Standing> standing, boolean batch) {
            this.standing = standing;
            this.batch = batch;
        }

        private Optional<DeviceSnapshot> snapshot(TestDevice device, String policy) {
            return standing.map(known -> new DeviceSnapshot(
                    device.id(),
                    batch ? "batch-1" : null,
                    policy,
                    "SN-7",
                    "model-x",
                    "puf",
                    device.registeredAlgorithm().orElse(null),
                    known,
                    1,
                    1));
        }
    }

    /** Keys that sign, and keys that open; one algorithm at a time, since a key of another length is no secret. */
    @ParameterizedTest
    @ValueSource(strings = {"ES256", "X25519", "ECDH-P256", "ML-KEM-768"})
    void whoMayNotAttestIsAnsweredAlikeInStatusBodyAndTime(String algorithm) {
        // Given
        var devices = new EnumMap<Kind, List<TestDevice>>(Kind.class);
        for (var kind : Kind.values()) {
            devices.put(
                    kind,
                    Stream.generate(() -> TestDevice.create(algorithm))
                            .limit(DEVICES_PER_KIND)
                            .toList());
        }
        publish(devices);
        var times = new RelativeTimes<Kind>();
        var answers = new ArrayList<HttpResponse<String>>();

        // When: each round asks once for each kind, in an order of its own
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            var nanos = ask(devices, Math.floorMod(round, DEVICES_PER_KIND), answers);
            if (round >= 0) {
                times.add(nanos);
            }
        }

        // Then
        var first = answers.getFirst();
        assertThat(first.statusCode()).isEqualTo(404);
        assertThat(answers).hasSize((WARM_UP + ROUNDS) * Kind.values().length).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(first.statusCode());
            assertThat(answer.body()).isEqualTo(first.body());
            assertThat(answer.headers()).isEqualTo(first.headers());
        });
        LOG.infof("%s: largest distance between the times of two kinds: %.3f", algorithm, times.largestDistance());
        assertThat(times.largestDistance()).isLessThan(FARTHEST);
    }

    private Map<Kind, Long> ask(Map<Kind, List<TestDevice>> devices, int which, List<HttpResponse<String>> answers) {
        var order = new ArrayList<>(List.of(Kind.values()));
        Collections.shuffle(order, random);
        var nanos = new EnumMap<Kind, Long>(Kind.class);
        for (var kind : order) {
            var body = devices.get(kind).get(which).askBody().getBytes(StandardCharsets.UTF_8);
            var request = TestGateway.connect(TLS_1_2).request("/attestation/v1/challenges", "application/json", body);
            long begin = System.nanoTime();
            answers.add(TestGateway.send(request));
            nanos.put(kind, System.nanoTime() - begin);
        }
        return nanos;
    }

    private static void publish(Map<Kind, List<TestDevice>> devices) {
        var policy = TestFleet.minimumTls("1.3");
        var snapshots = new ArrayList<DeviceSnapshot>();
        devices.forEach((kind, ofKind) ->
                ofKind.forEach(device -> kind.snapshot(device, policy.policy()).ifPresent(snapshots::add)));
        TestFleet.publish(policy, snapshots.toArray(DeviceSnapshot[]::new));
        var last = TestDevice.create();
        TestFleet.publish(policy, TestFleet.snapshot(last, policy.policy(), Standing.ACTIVE, 1));
        TestFleet.awaitKnown(last);
    }
}
