package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.endtoend.system.DeadLetters;
import dev.hallmark.endtoend.system.Footprint;
import dev.hallmark.endtoend.system.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Each process in turn dies while devices onboard and a file is imported, and it is as if it had not. One round in
 * every build; {@code ./hallmark test --long} makes it twenty.
 */
class CrashIT {

    private static final System.Logger LOG = System.getLogger(CrashIT.class.getName());
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ROUNDS = Integer.getInteger("crashes.rounds", 1);
    private static final int DEVICES = Integer.getInteger("crashes.devices", 500);
    private static final int ROWS = Integer.getInteger("crashes.rows", 100_000);
    /** Later than that and there may be nothing left to disturb. */
    private static final double LATEST = 0.8;
    /** What a JVM's heap, or a pool of connections, may have grown by on the way. */
    private static final double GROWTH = 1.3;

    private static final int MORE_FILES = 100;

    private final Sandbox sandbox = Sandbox.running();

    @Test
    void whateverIsKilledEachDeviceIsOnboardedOnceAndEachRowImportedOnce() throws Exception {
        // Given: everything has been used once, so that pools and heaps have their size
        var seed = seed();
        var random = new Random(seed);
        var victims = new ArrayList<>(Footprint.processes(sandbox));
        Collections.shuffle(victims, random);
        LOG.log(System.Logger.Level.INFO, "-Dcrashes.seed={0}: {1}", Long.toString(seed), victims);
        var undisturbed = new CrashRound(sandbox, DEVICES, ROWS).run(0, () -> {});
        assertThat(undisturbed).isEqualTo(1);
        var before = Footprint.of(sandbox);
        var deadLetters = DeadLetters.of(sandbox);

        for (int round = 0; round < ROUNDS; round++) {
            crash(victims.get(round % victims.size()), random.nextDouble(LATEST));
        }

        assertThat(DeadLetters.of(sandbox)).isEqualTo(deadLetters);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertBackWhereItWas(before, Footprint.of(sandbox)));
        LOG.log(System.Logger.Level.INFO, "held before: {0}; afterwards: {1}", before, Footprint.of(sandbox));
    }

    private void crash(String victim, double part) throws Exception {
        var pid = sandbox.pid(victim);
        var tries = new CrashRound(sandbox, DEVICES, ROWS).run(part, () -> sandbox.kill(victim));
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(sandbox.pid(victim))
                .as("restarted")
                .isNotEqualTo(pid));
        LOG.log(
                System.Logger.Level.INFO,
                "{0} killed after {1,number,percent} of the devices; the file was sent {2} times",
                victim,
                part,
                tries);
    }

    private static void assertBackWhereItWas(Footprint before, Footprint now) {
        assertThat(now.sessions()).as("sessions").isLessThanOrEqualTo((int) (before.sessions() * GROWTH));
        assertThat(now.memory()).as("memory").isLessThanOrEqualTo((long) (before.memory() * GROWTH));
        before.files().forEach((component, files) -> assertThat(now.files().get(component))
                .as("open files of %s", component)
                .isLessThanOrEqualTo((int) (files * GROWTH) + MORE_FILES));
    }

    private static long seed() {
        var given = System.getProperty("crashes.seed", "");
        return given.isBlank() ? System.nanoTime() : Long.parseLong(given);
    }
}
