package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.mqtt.MqttFailedException;
import dev.hallmark.device.mqtt.MqttSession;
import dev.hallmark.device.onboarding.Arrival;
import dev.hallmark.device.onboarding.OnboardingFailedException;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Devices that live every kind of life, all at the same time. */
final class Lives {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final int OF_EACH = 2;

    /** What becomes of a device, and the state it is in after that. */
    enum Life {
        UNTOUCHED("onboarded"),
        /** Is in its batch at first, and comes while the others are dealt with. */
        NEW("onboarded"),
        /** Comes into a batch that is new, under a policy that is new. */
        LATECOMER("onboarded"),
        RESUMED("onboarded"),
        RE_ENROLLED("onboarded"),
        SUSPENDED("suspended"),
        RETIRED("retired"),
        REVOKED("revoked"),
        /** Is revoked on its way to its cloud. */
        CAUGHT("revoked");

        private final String end;

        Life(String end) {
            this.end = end;
        }

        boolean isWelcome() {
            return end.equals("onboarded");
        }

        private boolean hasBegun() {
            return this != NEW && this != LATECOMER && this != CAUGHT;
        }
    }

    private final Sandbox sandbox;
    private final Operator operator;
    private final Map<Life, List<DeviceKeys>> devices = new EnumMap<>(Life.class);
    private final Map<DeviceKeys, Arrival> arrivals = new ConcurrentHashMap<>();
    private final Map<DeviceKeys, MqttSession> sessions = new HashMap<>();
    private String batch;

    private Lives(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.operator = new Operator(sandbox);
        for (var life : Life.values()) {
            devices.put(life, Fleet.make(OF_EACH));
        }
    }

    /** Lives up to the point from which each is different; all but the new ones are on board. */
    static Lives begin(Sandbox sandbox, String policy) throws Exception {
        var lives = new Lives(sandbox);
        lives.batch = lives.operator.batchUnderNew(policy);
        lives.operator.welcome(lives.ids(life -> life != Life.LATECOMER), lives.batch);
        for (var life : Life.values()) {
            if (life.hasBegun()) {
                lives.onboard(life);
            }
            if (life.hasBegun() && !life.isWelcome()) {
                lives.connect(life);
            }
        }
        return lives;
    }

    private void connect(Life life) throws Exception {
        for (var device : of(life)) {
            sessions.put(device, open(device));
        }
    }

    /** Each to its end, side by side; whatever somebody keeps waiting waits. */
    Void live() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Callable<Void>>(List.of(this::move, () -> onboard(Life.NEW), this::comeLate));
            of(Life.CAUGHT).forEach(device -> all.add(() -> tryToOnboard(device)));
            of(Life.RE_ENROLLED).forEach(device -> all.add(() -> comeAgain(device)));
            for (var lived : threads.invokeAll(all)) {
                assertThat(lived.get()).isNull();
            }
        }
        return null;
    }

    private Void onboard(Life life) throws Exception {
        var arrived = Fleet.of(sandbox).onboard(of(life));
        for (int i = 0; i < OF_EACH; i++) {
            arrivals.put(of(life).get(i), arrived.get(i));
        }
        return null;
    }

    private Void tryToOnboard(DeviceKeys device) throws Exception {
        try {
            arrivals.put(device, Fleet.of(sandbox).within(SHORT).onboard(device));
        } catch (OnboardingFailedException revokedBefore) {
            assertThat(revokedBefore).isNotNull();
        }
        return null;
    }

    private Void comeLate() throws Exception {
        var policy = operator.createPolicy("policy-" + UUID.randomUUID());
        operator.welcome(Fleet.ids(of(Life.LATECOMER)), operator.batchUnderNew(policy));
        return onboard(Life.LATECOMER);
    }

    /** As often as it takes until it is to have another certificate. */
    private Void comeAgain(DeviceKeys device) {
        var first = arrivals.get(device).certificate();
        var next = await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(OnboardingFailedException.class)
                .until(
                        () -> Fleet.of(sandbox).renew(device, first).arrival(),
                        arrival -> !arrival.certificate().leaf().equals(first.leaf()));
        arrivals.put(device, next);
        return null;
    }

    private Void move() {
        move(Life.RE_ENROLLED, "re-enrol");
        move(Life.RESUMED, "suspend");
        move(Life.SUSPENDED, "suspend");
        move(Life.RETIRED, "retire");
        move(Life.REVOKED, "revoke");
        move(Life.RESUMED, "resume");
        move(Life.CAUGHT, "revoke");
        return null;
    }

    private void move(Life life, String move) {
        of(life).forEach(device -> operator.move(id(device), move, "lost"));
    }

    /** Every device is where its life had to lead, at the registry, at the authority, and at its broker. */
    void assertEnded() {
        devices.forEach((life, some) -> some.forEach(device -> await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsInstanceOf(MqttFailedException.class)
                .untilAsserted(() -> assertEnded(life, device))));
    }

    private void assertEnded(Life life, DeviceKeys device) throws Exception {
        var seen = operator.device(id(device));
        assertThat(seen.state()).as("%s %s", life, seen).isEqualTo(life.end);
        assertThat(seen.generation()).isEqualTo(life == Life.RE_ENROLLED ? 2 : 1);
        assertThat(operator.certificates(id(device), "active"))
                .as("%s", life)
                .filteredOn(one -> !life.isWelcome() || one.supersededFrom().isEmpty())
                .hasSize(life.isWelcome() ? 1 : 0);
        assertThat(Fleet.of(sandbox).challenge(device).status()).as("%s", life).isEqualTo(life.isWelcome() ? 201 : 404);
        if (sessions.containsKey(device)) {
            assertThat(sessions.get(device).isOpen()).as("%s", life).isFalse();
        }
        if (life.isWelcome()) {
            open(device).close();
        } else if (arrivals.containsKey(device)) {
            assertThatThrownBy(() -> open(device).close()).as("%s", life).isInstanceOf(MqttFailedException.class);
        }
    }

    private MqttSession open(DeviceKeys device) throws Exception {
        var arrival = arrivals.get(device);
        return MqttSession.open(arrival.connection(), arrival.certificate(), message -> {});
    }

    List<DeviceKeys> of(Life life) {
        return devices.get(life);
    }

    /** That most of them are in. */
    String batch() {
        return batch;
    }

    /** Each generation of a device that is to come on board, as {@code <id> <generation>}. */
    List<String> welcome() {
        return devices.keySet().stream()
                .filter(Life::isWelcome)
                .flatMap(life -> of(life).stream()
                        .flatMap(device -> life == Life.RE_ENROLLED
                                ? Stream.of(id(device) + " 1", id(device) + " 2")
                                : Stream.of(id(device) + " 1")))
                .toList();
    }

    List<String> ids() {
        return ids(life -> true);
    }

    private List<String> ids(Predicate<Life> wanted) {
        return devices.keySet().stream()
                .filter(wanted)
                .flatMap(life -> Fleet.ids(of(life)).stream())
                .toList();
    }

    private static String id(DeviceKeys device) {
        return device.deviceId().hex();
    }
}
