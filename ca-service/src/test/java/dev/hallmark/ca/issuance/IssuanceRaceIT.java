package dev.hallmark.ca.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.ca.testing.CertificateRows;
import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.ca.testing.TestDevice;
import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class IssuanceRaceIT {

    @Inject
    CertificateRows rows;

    private final TestDevice device = TestDevice.unmet();

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @Test
    void theSameRequestManyTimesAtOnceGetsOneCertificate() {
        var token = device.token();
        var request = device.request("CN=any");

        var answers = atOnce(20, () -> Est.certificate(Est.enrol(token, request)));

        assertOneCertificate(answers);
    }

    @Test
    void twoRequestsWithOneTokenAtOnceGetOneCertificateAndARefusal() {
        for (int round = 0; round < 10; round++) {
            // Given
            var asking = TestDevice.unmet();
            var token = asking.token();
            var requests = new ConcurrentLinkedQueue<>(List.of(asking.request("CN=one"), asking.request("CN=two")));

            // When
            var answers = atOnce(2, () -> Est.enrol(token, requests.remove()));

            // Then
            assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 403);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() == 403)
                    .extracting(answer -> answer.jsonPath().getString("type"))
                    .containsExactly("https://hallmark.dev/problems/token-used");
            assertThat(rows.countOpen(asking)).isEqualTo(1);
        }
    }

    @Test
    void manyTokensForOneKeyAtOnceGetOneCertificate() {
        var answers = atOnce(20, () -> Est.certificate(Est.enrol(device.token(), device.request("CN=any"))));

        assertOneCertificate(answers);
    }

    @Test
    void manyKeysOfOneDeviceAtOnceLeaveOneCertificateInUse() {
        var statuses = atOnce(8, () -> {
            var other = device.withNewKey();
            return Est.enrol(other.token(), other.request("CN=any")).statusCode();
        });

        assertThat(statuses).contains(200).isSubsetOf(200, 403);
        assertThat(rows.countOpen(device)).isEqualTo(1);
        assertThat(rows.count(device, "pending")).isZero();
    }

    private void assertOneCertificate(List<X509CertificateHolder> answers) {
        assertThat(answers).extracting(Est::der).containsOnly(Est.der(answers.getFirst()));
        assertThat(rows.count(device, "active")).isEqualTo(1);
        assertThat(rows.count(device, "pending")).isZero();
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) {
        try (var threads = Executors.newFixedThreadPool(times)) {
            var results = new ArrayList<T>();
            for (Future<T> answer : threads.invokeAll(Collections.nCopies(times, call))) {
                results.add(answer.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
