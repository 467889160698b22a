package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hallmark.client.certificate.Certificate;
import dev.hallmark.device.gateway.Answer;
import dev.hallmark.device.identity.ClientCertificate;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.KeyFile;
import dev.hallmark.device.identity.SigningKey;
import dev.hallmark.device.mqtt.MqttFailedException;
import dev.hallmark.device.mqtt.MqttSession;
import dev.hallmark.device.onboarding.Arrival;
import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do to devices in the field, and what devices do to stay there. */
class LifecycleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Sandbox sandbox = Sandbox.running();
    private final Operator operator = new Operator(sandbox);
    private final DeviceKeys device = DeviceKeys.generate();
    private final String id = device.deviceId().hex();

    @TempDir
    Path directory;

    private Arrival arrival;

    @BeforeEach
    void onboard() throws Exception {
        arrival = Fleet.of(sandbox).welcomeAndOnboard(device);
    }

    @Test
    void aSuspendedDeviceIsOutUntilItIsResumed() throws Exception {
        try (var session = open(arrival)) {
            // When
            operator.move(id, "suspend", "missing");

            // Then
            assertThat(session.closed().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isNotNull();
        }
        assertThatThrownBy(() -> open(arrival).close()).isInstanceOf(MqttFailedException.class);
        await().atMost(PATIENCE).untilAsserted(() -> {
            var known = challenge(device);
            var unregistered = challenge(DeviceKeys.generate());
            assertThat(known.status()).isEqualTo(404);
            assertThat(known.body()).isEqualTo(unregistered.body());
        });
        assertThat(renewalStatus()).isEqualTo(403);
        assertThat(crl()).contains(serial() + "\n", "Certificate Hold");
        assertThat(operator.device(id).state()).isEqualTo("suspended");

        // When
        operator.move(id, "resume", "found");

        // Then
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(MqttFailedException.class)
                .until(() -> {
                    try (var session = open(arrival)) {
                        return session.isOpen();
                    }
                });
        assertThat(crl()).doesNotContain(serial());
        await().atMost(PATIENCE).until(() -> challenge(device).status() == 201);
        assertThat(renewalStatus()).isEqualTo(200);
        assertThat(operator.device(id).state()).isEqualTo("onboarded");
    }

    @Test
    void aRetiredDeviceIsGivenNothingMore() throws Exception {
        operator.move(id, "retire", "worn out");

        await().atMost(PATIENCE).until(() -> challenge(device).status() == 404);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(operator.certificates(id, "revoked"))
                .extracting(Certificate::reason)
                .containsExactly(Optional.of("cessationOfOperation")));
        assertThat(renewalStatus()).isEqualTo(403);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThatThrownBy(() -> open(arrival).close()).isInstanceOf(MqttFailedException.class));
    }

    @Test
    void aDeviceThatIsToEnrolAgainAttestsAndHasACertificateOfTheNextGeneration() throws Exception {
        // Given
        operator.move(id, "re-enrol", "repaired");
        await().atMost(PATIENCE).until(() -> renewalStatus() == 403);

        // When
        var renewed = Fleet.of(sandbox).renew(device, arrival.certificate());

        // Then
        assertThat(renewed.attested()).isTrue();
        assertThat(renewed.arrival().certificate().leaf())
                .isNotEqualTo(arrival.certificate().leaf());
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(operator.device(id).state()).isEqualTo("onboarded");
            assertThat(operator.device(id).generation()).isEqualTo(2);
        });
        open(renewed.arrival()).close();
    }

    @Test
    void aCertificateIsRenewedForTheSameKeyAndForANewOne() throws Exception {
        // When
        var same = Fleet.of(sandbox).renew(device, arrival.certificate());
        var moved = new DeviceKeys(device.identity(), SigningKey.generate());
        var renewed = Fleet.of(sandbox).renew(moved, arrival.certificate());

        // Then
        assertThat(same.attested()).isFalse();
        assertThat(same.arrival().certificate().leaf())
                .isEqualTo(arrival.certificate().leaf());
        assertThat(renewed.attested()).isFalse();
        var next = renewed.arrival().certificate().leaf();
        assertThat(next.getPublicKey()).isEqualTo(moved.operational().publicKey());
        assertThat(next.getSubjectX500Principal())
                .isEqualTo(arrival.certificate().leaf().getSubjectX500Principal());
        open(renewed.arrival()).close();
    }

    /** The shortest life of a certificate of ours is minutes ({@link ExpiryIT}); this one is over in the same way. */
    @Test
    void aDeviceThatWasOffPastItsCertificatesEndAttestsAgainAndIsBack() throws Exception {
        var renewed = Fleet.of(sandbox).renew(device, ended());

        assertThat(renewed.attested()).isTrue();
        assertThat(renewed.arrival().certificate().leaf())
                .isEqualTo(arrival.certificate().leaf());
        open(renewed.arrival()).close();
    }

    @Test
    void aCertificateThatHasEndedOrIsAnotherIssuersVouchesForNothing() throws Exception {
        for (var certificate : List.of(ended(), certificate("1"))) {
            var answer = reenrol(certificate);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.problem()).isEmpty();
        }
    }

    @Test
    void theSimulatorRenewsAFleet() {
        // Given
        var fleet = directory.resolve("fleet");
        var made = device(
                fleet,
                "make",
                "--count",
                "2",
                "--gateway",
                sandbox.address("gateway").toString());
        operator.welcome(
                made.lines().filter(line -> line.matches("[0-9a-f]{64}")).toList());
        var onboarded = device(fleet, "onboard");

        // When
        var early = device(fleet, "renew");
        var forced = device(fleet, "renew", "--force");

        // Then
        assertThat(onboarded).contains("2 of 2 devices onboarded");
        assertThat(early).contains("0 of 2 devices renewed by certificate, 0 by attesting again, 2 not due yet");
        assertThat(forced).contains("2 of 2 devices renewed by certificate, 0 by attesting again, 0 not due yet");
    }

    private String device(Path fleet, String command, String... options) {
        var arguments = new ArrayList<>(List.of("device", command, "--fleet", fleet.toString()));
        arguments.addAll(List.of(options));
        return Commands.run(sandbox.hallmark(arguments.toArray(String[]::new)));
    }

    private ClientCertificate ended() throws IOException {
        return certificate("-1");
    }

    /** Of the device's names, and signed by itself. */
    private ClientCertificate certificate(String days) throws IOException {
        var key = directory.resolve("key.pem").toString();
        var request = directory.resolve("request.pem").toString();
        var certificate = directory.resolve("certificate.pem").toString();
        var subject = "/CN=" + device.deviceId().commonName();
        Commands.run("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key);
        Commands.run("openssl", "req", "-new", "-key", key, "-subj", subject, "-out", request);
        Commands.run("openssl", "x509", "-req", "-in", request, "-signkey", key, "-days", days, "-out", certificate);
        return ClientCertificate.read(Path.of(certificate), KeyFile.read(Path.of(key)));
    }

    private static MqttSession open(Arrival arrival) throws Exception {
        return MqttSession.open(arrival.connection(), arrival.certificate(), message -> {});
    }

    private Answer challenge(DeviceKeys of) throws IOException {
        return Fleet.of(sandbox).challenge(of);
    }

    private int renewalStatus() throws IOException {
        return reenrol(arrival.certificate()).status();
    }

    private Answer reenrol(ClientCertificate shown) throws IOException {
        return Fleet.of(sandbox).reEnrol(device, shown);
    }

    /** As OpenSSL prints it: each entry's serial number in upper case. */
    private String crl() throws Exception {
        var address = URI.create(sandbox.address("pki") + "/pki/v1/crl/default-issuing-1.crl");
        var answer = HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
        Files.write(directory.resolve("crl"), answer.body());
        return Commands.run(
                "openssl",
                "crl",
                "-inform",
                "DER",
                "-noout",
                "-text",
                "-in",
                directory.resolve("crl").toString());
    }

    private String serial() {
        return arrival.certificate().leaf().getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    }
}
