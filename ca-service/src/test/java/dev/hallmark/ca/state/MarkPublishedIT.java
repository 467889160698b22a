package dev.hallmark.ca.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.testkit.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A certificate that changed again while a CRL was being signed: what that CRL shows is out of date. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class MarkPublishedIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int SEEN = 1;
    private static final int NOW = 2;

    @Inject
    CertificateStates states;

    @Inject
    Pool pool;

    private final TestDevice device = TestDevice.unmet();
    private SerialNumber serial;

    @BeforeEach
    void enrol() {
        Service.awaitReady();
        serial = SerialNumber.of(Est.certificate(Est.enrol(device.token(), device.request("CN=any")))
                .getSerialNumber());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state = 'held', reason = 'certificateHold', revoked_at = now(), revoked_by = 'somebody'",
                "state = 'revoked', reason = 'keyCompromise', revoked_at = now(), revoked_by = 'somebody'",
                "state = 'active', released_at = now(), released_by = 'somebody'"
            })
    void onlyWhatIsStillAsItWasSeenIsPublishedAndThatOnce(String change) {
        // When: in one transaction, so that the upkeep does not publish it first
        var published = pool.withTransaction(transaction -> transaction
                        .preparedQuery("update certificate set changes = $2, " + change + " where serial = $1")
                        .execute(Tuple.of(serial.hex(), NOW))
                        .chain(changed -> markPublished(transaction, SEEN))
                        .chain(first -> markPublished(transaction, NOW).chain(second -> markPublished(transaction, NOW)
                                .map(third -> List.of(first, second, third)))))
                .await()
                .atMost(TIMEOUT);

        // Then
        assertThat(published).containsExactly(Set.of(), Set.of(serial), Set.of());
    }

    private Uni<Set<SerialNumber>> markPublished(SqlConnection transaction, int change) {
        var status = new RevocationStatus(
                serial,
                TenantId.of("default"),
                device.id(),
                0,
                Optional.of(RevocationReason.CERTIFICATE_HOLD),
                Instant.now(),
                "somebody",
                false,
                change);
        return states.markPublished(transaction, List.of(status), 1);
    }
}
