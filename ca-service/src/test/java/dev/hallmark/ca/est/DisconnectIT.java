package dev.hallmark.ca.est;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.ca.testing.CertificateRows;
import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.testkit.ConnectionHeader;
import dev.hallmark.testkit.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices that hang up in the middle, which must cost no connection to the database. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class DisconnectIT {

    private static final String PATH = "/.well-known/est/default/simpleenroll";
    /** Three times the pool. */
    private static final int DEVICES = 60;

    @Inject
    CertificateRows rows;

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @Test
    void devicesThatHangUpLeakNoConnections() throws IOException {
        var devices =
                IntStream.range(0, DEVICES).mapToObj(i -> TestDevice.unmet()).toList();
        for (var device : devices) {
            var token = device.token();
            askAndHangUp(token, device);
            askAndHangUp(token, device);
        }

        // A request that was let go of in the middle would leave its intent, and perhaps its connection.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> devices.stream().allMatch(device -> rows.count(device, "pending") == 0));

        var statuses = enrolAll(devices);

        assertThat(statuses).hasSize(DEVICES).containsOnly(200);
    }

    private static void askAndHangUp(String token, TestDevice device) throws IOException {
        var body = Base64.getEncoder().encodeToString(device.request("CN=any"));
        var request = "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nHallmark-Connection: %s\r\n"
                        .formatted(PATH, token, ConnectionHeader.of("POST", PATH))
                + "Content-Type: application/pkcs10\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static List<Integer> enrolAll(List<TestDevice> devices) {
        try (var threads = Executors.newFixedThreadPool(20)) {
            return devices.stream()
                    .map(device -> threads.submit(() ->
                            Est.enrol(device.token(), device.request("CN=any")).statusCode()))
                    .toList()
                    .stream()
                    .map(answer -> {
                        try {
                            return answer.get();
                        } catch (ExecutionException | InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
        }
    }
}
