package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.client.certificate.Certificate;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.mqtt.MqttSession;
import dev.hallmark.device.onboarding.Arrival;
import dev.hallmark.endtoend.system.Backup;
import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/backup.md, step by step: databases and keys are lost, and come back as they were at the backup. */
class RestoreIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** All services at once, on a machine that runs other tests meanwhile. */
    private static final Duration STARTED = Duration.ofMinutes(6);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The headers of an OCTET STRING and of the INTEGER in it. */
    private static final int HEADERS = 4;

    @TempDir
    Path files;

    private Sandbox sandbox;
    private Operator operator;

    @Test
    void whatWasBackedUpIsBackAndWhatCameLaterIsFoundAndMended() throws Exception {
        // It kills services and loses their state: not on the sandbox that others use.
        try (var own = Sandbox.start(Sandbox.newHome("restored"))) {
            sandbox = own;
            operator = new Operator(own);
            var backup = new Backup(own, files.resolve("backup"));

            // Given
            var kept = onboarded();
            var revokedBefore = onboarded();
            var revokedLater = onboarded();
            operator.revoke(revokedBefore.id(), "stolen");
            await().atMost(PATIENCE).until(() -> isListed(revokedBefore));
            var trail = export("before.ndjson");
            var checkpoint = Files.writeString(files.resolve("checkpoint.json"), trail.getLast());
            backup.take();

            // When: life goes on, and then all is lost
            var late = onboarded();
            operator.revoke(revokedLater.id(), "stolen, too");
            await().atMost(PATIENCE).until(() -> isListed(revokedLater));
            var number = number(crl());
            own.processesWithDatabase()
                    .forEach(process -> Commands.run("kill", "-STOP", Long.toString(own.pid(process))));
            backup.destroy();
            backup.restore();
            await().atMost(PATIENCE).untilAsserted(() -> {
                var rewound = backup.rewind();
                assertThat(rewound.status()).as(rewound.output()).isZero();
            });
            own.processesWithDatabase().forEach(own::kill);
            await().atMost(STARTED)
                    .untilAsserted(() -> assertThat(own.processesWithDatabase()).allMatch(own::isReady));

            // Then: the first CRL is newer than all before, and revocations stand
            assertThat(number(crl())).isGreaterThan(number);
            assertThat(isListed(revokedBefore)).isTrue();
            await().atMost(PATIENCE).until(() -> isListed(revokedLater));

            // And: devices of before and new ones are served
            var renewed = Fleet.of(own).renew(kept.device(), kept.arrival().certificate());
            assertThat(renewed.attested()).isFalse();
            MqttSession.open(renewed.arrival().connection(), renewed.arrival().certificate(), message -> {})
                    .close();
            assertThat(onboarded()).isNotNull();

            // And: the trail verifies, against what was signed before
            assertThat(export("after.ndjson")).isNotEmpty();
            var verified = Commands.tryRun(own.hallmark(
                    "audit",
                    "verify",
                    files.resolve("after.ndjson").toString(),
                    "--key",
                    Files.writeString(files.resolve("key.pem"), auditor("/api/audit/v1/key.pem"))
                            .toString(),
                    "--checkpoint",
                    checkpoint.toString()));
            assertThat(verified.output()).contains("intact: tenant default");

            // And: what came after the backup is found
            await().atMost(PATIENCE).untilAsserted(() -> {
                var found = backup.compare();
                assertThat(found.status()).as(found.output()).isEqualTo(1);
                assertThat(found.output().lines())
                        .anyMatch(line -> line.startsWith("device\tattestation-service says\t" + late.id()))
                        .anyMatch(line -> line.startsWith("device\tregistry-service says\t" + revokedLater.id()))
                        .anyMatch(line -> line.startsWith("certificate\tca-service does not know\t" + late.serial()))
                        .anyMatch(line -> line.startsWith("change\t") && line.endsWith("\t" + revokedLater.id()))
                        .noneMatch(line -> line.contains(kept.id()) || line.contains(kept.serial()));
            });

            // When
            assertThat(backup.enterCertificates()).contains(late.serial());
            operator.revoke(revokedLater.id(), "stolen, too");
            operator.welcome(List.of(late.id()));

            // Then
            var again = Fleet.of(own).renew(late.device(), late.arrival().certificate());
            assertThat(again.attested()).isTrue();
            assertThat(operator.certificates(late.id(), "active"))
                    .extracting(Certificate::serial)
                    .contains(late.serial());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(backup.compare().output())
                            .doesNotContain("registry-service says\t" + revokedLater.id(), "ca-service does not know"));
        }
    }

    private record Onboarded(DeviceKeys device, Arrival arrival) {
        String id() {
            return device.deviceId().hex();
        }

        String serial() {
            return arrival.certificate().leaf().getSerialNumber().toString(16);
        }
    }

    private Onboarded onboarded() throws Exception {
        var device = DeviceKeys.generate();
        return new Onboarded(device, Fleet.of(sandbox).welcomeAndOnboard(device));
    }

    private boolean isListed(Onboarded device) throws Exception {
        return crl().getRevokedCertificate(device.arrival().certificate().leaf().getSerialNumber()) != null;
    }

    private X509CRL crl() throws Exception {
        var address = URI.create(sandbox.address("pki") + "/pki/v1/crl/default-issuing-1.crl");
        var answer = get(address, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(answer.body()));
    }

    private static BigInteger number(X509CRL crl) {
        var extension = crl.getExtensionValue("2.5.29.20");
        return new BigInteger(Arrays.copyOfRange(extension, HEADERS, extension.length));
    }

    private List<String> export(String name) throws IOException {
        return Files.readAllLines(Files.writeString(files.resolve(name), auditor("/api/audit/v1/export")));
    }

    private String auditor(String path) throws IOException {
        var answer = get(sandbox.address("audit").resolve(path), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private <T> HttpResponse<T> get(URI address, HttpResponse.BodyHandler<T> handler) throws IOException {
        var request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + sandbox.token("auditor"))
                .build();
        try {
            return HTTP.send(request, handler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
