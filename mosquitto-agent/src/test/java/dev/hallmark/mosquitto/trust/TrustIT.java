package dev.hallmark.mosquitto.trust;

import static dev.hallmark.testkit.TestDevice.randomId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.commons.pki.PkiMirror;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.mosquitto.TestPki;
import dev.hallmark.mosquitto.TestSite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(TestSite.class)
class TrustIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    TestSite site;

    @Inject
    BrokerTrust trust;

    @Inject
    PkiMirror mirror;

    @Inject
    TrustSettings settings;

    @BeforeEach
    void theBrokerRunsOnTheAgentsFiles() throws Exception {
        site.startBroker();
    }

    @Test
    void anOlderCrlIsNotRestoredByALateCall() throws Exception {
        // Given
        var older = mirror.refresh().await().atMost(PATIENCE);
        var serial = site.device(randomId().commonName()).certificate().getSerialNumber();
        var number = BigInteger.valueOf(site.pki.revoke(serial));
        site.pki.publish();
        assertThat(trust.load(TestPki.AUTHORITY, number).await().atMost(PATIENCE))
                .isNotNull();
        var lists = settings.directory().resolve("crl.pem");
        var newer = Files.readString(lists);

        // When
        trust.follow(older);

        // Then
        await().during(Duration.ofSeconds(1))
                .until(() -> Files.readString(lists).equals(newer));
    }

    @Test
    void filesThatCannotBeWrittenAreWrittenOnceTheyCan() throws Exception {
        // Given
        var directory = settings.directory();
        var aside = directory.resolveSibling("aside");
        Files.move(directory, aside);
        Files.createFile(directory);

        // When
        trust.follow(mirror.refresh().await().atMost(PATIENCE));
        await().during(Duration.ofSeconds(1)).until(() -> Files.isRegularFile(directory));
        Files.delete(directory);

        // Then
        await().atMost(PATIENCE).until(() -> Files.exists(directory.resolve("ca.pem")));
    }
}
