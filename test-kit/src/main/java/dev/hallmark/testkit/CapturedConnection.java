package dev.hallmark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A connection header that was captured inside the network is of no use for any other request.
 *
 * @param path an endpoint of the device plane
 * @param otherPath another, of the same method
 * @param request everything that a request to {@code path} needs except the header
 */
public record CapturedConnection(String method, String path, String otherPath, Supplier<RequestSpecification> request) {

    private static final String REFUSED = "{\"type\":\"https://hallmark.dev/problems/connection-required\","
            + "\"title\":\"Connection required\",\"status\":401,"
            + "\"detail\":\"Devices reach this service through the device gateway only.\"}";
    private static final Duration NO_LONGER_FRESH = Duration.ofSeconds(31);

    public void assertGoodForItsOwnRequest(int status) {
        assertThat(send(own()).statusCode()).isEqualTo(status);
    }

    public void assertGoodForNothingElse() {
        for (var captured : List.of(
                header(method.equals("GET") ? "POST" : "GET", path),
                header(method, path + "?"),
                header(method, otherPath),
                ConnectionHeader.captured("another-service", Duration.ZERO, method, path),
                ConnectionHeader.captured(ConnectionHeader.audience(), NO_LONGER_FRESH, method, path))) {
            assertRefused(send(captured));
        }
    }

    public void assertRefusedWhenItComesTwice() {
        var header = own();

        assertRefused(send(header, header));
    }

    private String own() {
        return header(method, path);
    }

    private Response send(String header, Object... more) {
        return request.get().header(ConnectionHeader.NAME, header, more).request(method, path);
    }

    private static String header(String method, String uri) {
        return ConnectionHeader.captured(ConnectionHeader.audience(), Duration.ZERO, method, uri);
    }

    private static void assertRefused(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.asString()).isEqualTo(REFUSED);
    }
}
