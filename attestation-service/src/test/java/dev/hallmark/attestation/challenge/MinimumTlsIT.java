package dev.hallmark.attestation.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.attestation.TestBroker;
import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.TestFleet;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.commons.connection.TlsVersion;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.attestation.AttestationFailed;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy may require TLS 1.3: the gateway says what the device speaks, and it counts when a challenge is asked for. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class MinimumTlsIT {

    private static final Optional<TlsVersion> TLS_1_2 = Optional.of(TlsVersion.TLS_1_2);

    /** The second is a value of a version to come. */
    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.4"})
    void anOlderVersionIsAnsweredLikeAnUnknownDeviceAndAnOperatorSeesWhy(String minimum) {
        // Given
        var device = TestFleet.device(TestFleet.minimumTls(minimum));

        // When
        var refused = TestChallenge.ask(device, TestGateway.connect(TLS_1_2));

        // Then
        assertThat(refused.statusCode()).isEqualTo(404);
        assertSame(refused, TestChallenge.ask(TestDevice.create(), TestGateway.connect()));
        awaitRefusals(device, 1);
    }

    @Test
    void aVersionThatTheGatewayCannotKnowIsRefusedToo() {
        var device = TestFleet.device(TestFleet.minimumTls("1.3"));

        assertThat(status(device, TestGateway.connectUnbound())).isEqualTo(404);

        awaitRefusals(device, 1);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "1.2")
    void whereThePolicyDoesNotRequireItAnyVersionIsAccepted(String minimum) {
        var device = TestFleet.device(TestFleet.minimumTls(minimum));
        var tls12 = TestGateway.connect(TLS_1_2);

        var challenge = TestChallenge.get(device, tls12);

        assertThat(challenge
                        .answerEat(device.eat(challenge, tls12.exporter()), tls12)
                        .statusCode())
                .isEqualTo(200);
        assertThat(status(device, TestGateway.connectUnbound())).isEqualTo(201);
    }

    @Test
    void theRequirementIsMetByTls13() {
        var device = TestFleet.device(TestFleet.minimumTls("1.3"));
        var connection = TestGateway.connect();

        var challenge = TestChallenge.get(device, connection);

        assertThat(challenge
                        .answerEat(device.eat(challenge, connection.exporter()), connection)
                        .statusCode())
                .isEqualTo(200);
    }

    /** A gateway of an older version offers TLS 1.3 alone and does not say so. */
    @Test
    void theRequirementIsMetThroughAGatewayOfAnOlderVersion() {
        var device = TestFleet.device(TestFleet.minimumTls("1.3"));

        assertThat(status(device, TestGateway.connect(Optional.empty()))).isEqualTo(201);
    }

    /** A device that asks again at once must not fill the timeline. */
    @Test
    void manyRefusalsWithinASecondAreFewEvents() {
        var device = TestFleet.device(TestFleet.minimumTls("1.3"));
        var asked = 20;

        IntStream.range(0, asked).parallel().forEach(n -> assertThat(status(device, TestGateway.connect(TLS_1_2)))
                .isEqualTo(404));

        awaitRefusals(device, 1);
        assertThat(refusals(device)).isLessThan(asked / 2);
    }

    private static int status(TestDevice device, TestGateway connection) {
        return TestChallenge.ask(device, connection).statusCode();
    }

    private static void assertSame(HttpResponse<String> answer, HttpResponse<String> other) {
        assertThat(answer.body()).isEqualTo(other.body());
        assertThat(answer.headers()).isEqualTo(other.headers());
    }

    private static void awaitRefusals(TestDevice device, long least) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(refusals(device)).isGreaterThanOrEqualTo(least));
    }

    private static long refusals(TestDevice device) {
        var expected = new AttestationFailed(device.id(), "batch-1", "policy-tls");
        return TestBroker.published().stream()
                .filter(event -> event.data().equals(expected))
                .count();
    }
}
