package dev.hallmark.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.hallmark.commons.pki.PkiMirror;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

/** Many idle connections. */
@QuarkusTest
@QuarkusTestResource(GatewayWorld.class)
@TestProfile(IdleConnectionsIT.Patient.class)
class IdleConnectionsIT {

    private static final int CROWD = 5_000;
    private static final int PER_ADDRESS = 1_000;
    private static final int AT_ONCE = 16;
    private static final int SPARE_FILES = 1_000;
    private static final int REQUESTS = 30;

    /** No connection is closed as idle before the test has counted them all. */
    public static class Patient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("hallmark.gateway.limits.idle", "5m", "hallmark.gateway.limits.handshake", "5m");
        }
    }

    @Inject
    PkiMirror mirror;

    @Inject
    @Readiness
    ListeningCheck listening;

    @Test
    void othersAreServedAsBefore() throws Exception {
        // Given
        assumeEnoughFiles();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> mirror.current().authorities().size() == 2);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> listening.call().getStatus() == HealthCheckResponse.Status.UP);
        var idle = new ConcurrentLinkedQueue<RawConnection>();
        try (var first = RawConnection.tls()) {
            // When
            connect(idle);

            // Then
            assertThat(idle).hasSize(CROWD);
            try (var device = Device.anonymous(HttpVersion.HTTP_1_1)) {
                for (int i = 0; i < REQUESTS; i++) {
                    assertThat(device.get("/attestation/v1/x").status()).isEqualTo(200);
                }
            }
            assertThat(first.send("GET /attestation/v1/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .readToEnd())
                    .startsWith("HTTP/1.1 200 ");
        } finally {
            for (var connection : idle) {
                connection.close();
            }
        }
    }

    /** Both ends of each connection are in this process. */
    private static void assumeEnoughFiles() {
        var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long free = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() - SPARE_FILES;
        assumeThat(free).as("files that this process may open, see ulimit -n").isGreaterThanOrEqualTo(2 * CROWD);
    }

    private static void connect(Queue<RawConnection> idle) throws Exception {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var context = RawConnection.tlsContext();
            var connecting = new ArrayDeque<Future<?>>();
            IntStream.range(0, CROWD).forEach(i -> connecting.add(threads.submit(() -> idle.add(connect(context, i)))));
            for (var one : connecting) {
                var unused = one.get();
            }
        }
    }

    /** Nine of ten have completed the handshake; the tenth has sent nothing. */
    private static RawConnection connect(SSLContext context, int which) throws IOException {
        var from = InetAddress.ofLiteral("127.0.4." + (1 + which / PER_ADDRESS));
        return which % 10 == 9 ? RawConnection.plain(World.port(), from) : RawConnection.tls(context, from);
    }
}
