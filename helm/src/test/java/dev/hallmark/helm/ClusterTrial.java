package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The charts on the cluster that KUBECONFIG names: installed, tested, upgraded and rolled back while devices onboard, and removed.
 * Not among the tests of a build: "./hallmark test --cluster" runs it.
 */
class ClusterTrial {

    private static final System.Logger LOG = System.getLogger(ClusterTrial.class.getName());
    private static final Duration GONE = Duration.ofMinutes(3);

    /** Devices that onboard during an upgrade, at least. */
    private static final int DEVICES = 100;

    @TempDir
    private Path directory;

    private final ClusterParts parts = ClusterParts.ofOptions();

    /** A part of the trial. */
    private interface Step {
        void run() throws Exception;
    }

    @Test
    void anInstallationIsUpgradedAndRolledBackWhileDevicesOnboard() throws Exception {
        var random =
                HexFormat.of().toHexDigits((short) RandomGenerator.getDefault().nextInt());
        try (var cluster = new Cluster("hallmark-trial-" + random)) {
            try {
                run(cluster);
            } catch (Exception | AssertionError e) {
                LOG.log(System.Logger.Level.ERROR, cluster.report());
                throw e;
            }
        }
    }

    private void run(Cluster cluster) throws Exception {
        var release = new Release(cluster.namespace(), directory);
        step("images", () -> new ImagePulls(cluster).require(parts.imagesPod()));
        step("prepare", () -> parts.prepare(cluster, directory));
        var before = cluster.contents();
        step("install", () -> release.install(parts.values()));
        step("helm test", release::test);
        cluster.create(Traffic.job(parts.manifests()).toString());
        await("devices onboard").atMost(Cluster.PATIENCE).until(() -> devices(cluster) > 0);
        step("upgrade", () -> whileDevicesOnboard(cluster, () -> release.upgrade(parts.changedValues())));
        step("a later version's columns", () -> ClusterParts.migrateToLaterVersion(cluster));
        step("rollback", () -> whileDevicesOnboard(cluster, release::rollBack));
        step("helm test", release::test);
        cluster.delete("job", Traffic.NAME);
        step("uninstall", release::uninstall);
        await("only what is kept is left").atMost(GONE).untilAsserted(() -> assertThat(left(cluster, before))
                .isEqualTo(Kept.of(parts.manifests())));
    }

    private static Set<String> left(Cluster cluster, Set<String> before) throws IOException {
        var left = new TreeSet<>(cluster.contents());
        left.removeAll(before);
        return left;
    }

    private static void whileDevicesOnboard(Cluster cluster, Step change) throws Exception {
        int before = devices(cluster);
        change.run();
        int meanwhile = devices(cluster) - before;
        LOG.log(System.Logger.Level.INFO, "{0} devices onboarded meanwhile, and none failed", meanwhile);
        assertThat(meanwhile).isGreaterThanOrEqualTo(DEVICES);
    }

    private static int devices(Cluster cluster) throws IOException {
        return Traffic.devices(cluster.get("job", Traffic.NAME));
    }

    private static void step(String name, Step step) throws Exception {
        var begun = Instant.now();
        step.run();
        LOG.log(
                System.Logger.Level.INFO,
                "%-28s %4d s"
                        .formatted(name, Duration.between(begun, Instant.now()).toSeconds()));
    }
}
