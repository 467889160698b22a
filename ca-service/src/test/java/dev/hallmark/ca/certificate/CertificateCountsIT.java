package dev.hallmark.ca.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.testkit.TestDevice;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class CertificateCountsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Inject
    CertificateCounts counts;

    @Inject
    MeterRegistry meters;

    @Inject
    Pool database;

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @Test
    void certificatesAreCountedByState() {
        count();
        var active = certificates("active");
        var listed = certificates("listed");
        assertThat(enrol(TestDevice.unmet()).statusCode()).isEqualTo(200);
        var revoked = Est.certificate(enrol(TestDevice.unmet()));
        Service.operate(revoked.getSerialNumber(), "revoke", "{\"reason\":\"keyCompromise\"}");

        count();

        assertThat(certificates("active")).isEqualTo(active + 1);
        assertThat(certificates("listed")).isEqualTo(listed + 1);
    }

    /** A look at each row of millions would take minutes. */
    @Test
    void certificatesAreCountedInIndexesAlone() {
        var plan = database.withTransaction(transaction -> transaction
                        .query("set local enable_seqscan = off")
                        .execute()
                        .chain(() -> transaction
                                .query("set local enable_bitmapscan = off")
                                .execute())
                        .chain(() -> transaction
                                .query("explain " + CertificateCounts.COUNT)
                                .execute()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString(0))
                        .toList())
                .await()
                .atMost(TIMEOUT);

        assertThat(plan)
                .filteredOn(line -> line.contains(" on certificate"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("Index Only Scan"));
    }

    @Test
    void anIssuedCertificateIsCountedOnce() {
        var device = TestDevice.unmet();
        var token = device.token();
        var request = device.request("CN=any");
        var before = issued();

        assertThat(Est.enrol(token, request).statusCode()).isEqualTo(200);
        assertThat(Est.enrol(token, request).statusCode()).isEqualTo(200);

        assertThat(issued()).isEqualTo(before + 1);
    }

    private static Response enrol(TestDevice device) {
        return Est.enrol(device.token(), device.request("CN=any"));
    }

    private void count() {
        counts.count().await().atMost(TIMEOUT);
    }

    private double certificates(String state) {
        return meters.get("hallmark.certificates")
                .tags("tenant", "default", "state", state)
                .gauge()
                .value();
    }

    private double issued() {
        return meters.get("hallmark.certificates.issued").counter().count();
    }
}
