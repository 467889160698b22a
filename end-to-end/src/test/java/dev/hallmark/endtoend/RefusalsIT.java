package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.client.imports.ImportReport;
import dev.hallmark.device.attestation.Attestation;
import dev.hallmark.device.attestation.AttestationResult;
import dev.hallmark.device.attestation.Attester;
import dev.hallmark.device.attestation.Challenge;
import dev.hallmark.device.attestation.EvidenceFormat;
import dev.hallmark.device.attestation.Purpose;
import dev.hallmark.device.attestation.Software;
import dev.hallmark.device.enrolment.CertificateRequest;
import dev.hallmark.device.gateway.Answer;
import dev.hallmark.device.gateway.Gateway;
import dev.hallmark.device.gateway.GatewayConnection;
import dev.hallmark.device.gateway.Request;
import dev.hallmark.device.identity.Certificates;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.SigningKey;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The answers to a device that is refused: the same one for every reason that it must not be able to distinguish. */
class RefusalsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NOT_FOUND = "{\"type\":\"https://hallmark.dev/problems/unknown-device\","
            + "\"title\":\"Unknown device\",\"status\":404,"
            + "\"detail\":\"There is no challenge for this key now. Try again later.\"}";
    private static final String ATTESTATION_FAILED = "{\"type\":\"https://hallmark.dev/problems/attestation-failed\","
            + "\"title\":\"Attestation failed\",\"status\":403,"
            + "\"detail\":\"The evidence was not accepted. Ask for a new challenge.\"}";
    private static final String CONNECTION_REQUIRED = "{\"type\":\"https://hallmark.dev/problems/connection-required\","
            + "\"title\":\"Connection required\",\"status\":401,"
            + "\"detail\":\"Devices reach this service through the device gateway only.\"}";
    private static final String NOT_AUTHENTICATED = "{\"type\":\"https://hallmark.dev/problems/not-authenticated\","
            + "\"title\":\"Not authenticated\",\"status\":401}";
    private static final String KEY_NOT_ATTESTED = "{\"type\":\"https://hallmark.dev/problems/key-not-attested\","
            + "\"title\":\"Key not attested\",\"status\":403,"
            + "\"detail\":\"The request's key is not the one that the token was given for.\"}";
    private static final String TOKEN_USED = "{\"type\":\"https://hallmark.dev/problems/token-used\","
            + "\"title\":\"Token used\",\"status\":403,"
            + "\"detail\":\"The token was used for another certification request.\"}";
    private static final Software SOFTWARE = new Software("test", 1);

    private final Sandbox sandbox = Sandbox.running();
    private final Operator operator = new Operator(sandbox);
    private Gateway gateway;
    private GatewayConnection connection;

    @BeforeEach
    void connect() throws IOException {
        List<X509Certificate> authorities = Certificates.parse(Files.readString(sandbox.serverAuthority()));
        gateway = new Gateway(sandbox.address("gateway"), authorities);
        connection = gateway.connect();
    }

    @AfterEach
    void disconnect() {
        connection.close();
    }

    @Test
    void neverRegisteredAndInNoBatchAndRevokedAreAnsweredAlike() throws Exception {
        // Given
        var unregistered = DeviceKeys.generate();
        var registered = DeviceKeys.generate();
        operator.register(List.of(id(registered)));
        var revoked = welcome();
        operator.revoke(id(revoked), "lost");
        await().atMost(PATIENCE).until(() -> challenge(revoked).status() == 404);

        // When
        var answers = List.of(challenge(unregistered), challenge(registered), challenge(revoked));

        // Then
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.contentType()).isEqualTo("application/problem+json");
            assertThat(answer.body()).isEqualTo(NOT_FOUND);
        });
    }

    @ParameterizedTest
    @EnumSource(EvidenceFormat.class)
    void evidenceByAnotherKeyIsRefused(EvidenceFormat format) throws Exception {
        var device = welcome();
        var challenge = challenged(device);
        var impostor = new Attester(
                new DeviceKeys(SigningKey.generate(), device.operational()), SOFTWARE, connection.channelBinding());

        assertRefused(submit(challenge, format, impostor));
    }

    @ParameterizedTest
    @EnumSource(EvidenceFormat.class)
    void aNonceIsGoodForOneTry(EvidenceFormat format) throws Exception {
        // Given
        var device = welcome();
        var challenge = challenged(device);
        var evidence = format.evidence(challenge, attester(device));
        assertThat(new Attestation(connection).submit(challenge, evidence).deviceId())
                .isEqualTo(device.deviceId());

        // When
        var again = submit(challenge, format, attester(device));

        // Then
        assertRefused(again);
    }

    @ParameterizedTest
    @EnumSource(EvidenceFormat.class)
    void aFailedTryBurnsTheNonce(EvidenceFormat format) throws Exception {
        var device = welcome();
        var challenge = challenged(device);
        assertRefused(post(evidencePath(challenge), "application/eat+jwt", "nonsense"));

        assertRefused(submit(challenge, format, attester(device)));
    }

    @ParameterizedTest
    @EnumSource(EvidenceFormat.class)
    void evidenceOverAnotherConnectionIsRefused(EvidenceFormat format) throws Exception {
        var device = welcome();
        var challenge = challenged(device);
        var evidence = format.evidence(challenge, attester(device));

        try (var other = gateway.connect()) {
            assertRefused(other.send(Request.post(evidencePath(challenge), evidence.contentType(), evidence.body())));
        }
    }

    @Test
    void identityHeadersOfTheDeviceAreThrownAway() throws Exception {
        // Given: a certificate that is good, and a header that is good for the service
        var onboarded = Fleet.of(sandbox).welcomeAndOnboard(DeviceKeys.generate());
        var leaf = Base64.getEncoder()
                .encodeToString(onboarded.certificate().leaf().getEncoded());
        var header = Direct.connection(sandbox, "attestation");

        // When
        var details = connection.send(Request.get("/connection/v1")
                .with("Client-Cert", ":" + leaf + ":")
                .with("Hallmark-Connection", header));
        var challenge = connection.send(challengeRequest(DeviceKeys.generate()).with("Hallmark-Connection", header));

        // Then: it is as if they had not been sent
        assertThat(details.status()).isEqualTo(401);
        assertThat(details.body()).isEqualTo(NOT_AUTHENTICATED);
        assertThat(challenge.status()).isEqualTo(404);
        assertThat(challenge.body()).isEqualTo(NOT_FOUND);
    }

    @Test
    void aServiceAskedPastTheGatewayRefuses() throws Exception {
        // Given
        var service = sandbox.address("attestation");
        var key = DeviceKeys.generate().identity().subjectPublicKey();
        var ofAnotherService = Direct.connection(sandbox, "policy");
        assertThat(Direct.challenge(service, key, Direct.connection(sandbox, "attestation"))
                        .statusCode())
                .as("with the gateway's own header")
                .isEqualTo(404);

        // When, then
        for (var forged : List.of("", "e30.e30.e30", "eyJhbGciOiJub25lIn0.e30.", ofAnotherService)) {
            var reply = Direct.challenge(service, key, forged);
            assertThat(reply.statusCode()).isEqualTo(401);
            assertThat(reply.body()).isEqualTo(CONNECTION_REQUIRED);
        }
    }

    @Test
    void aTokenIsOfNoUseForAnotherKey() throws Exception {
        var device = welcome();
        var token = attest(device);
        var foreign = CertificateRequest.of(SigningKey.generate(), token.commonName());

        var answer = enrol(token, foreign);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.body()).isEqualTo(KEY_NOT_ATTESTED);
    }

    @Test
    void theSameRequestAgainGivesTheSameCertificateAndAnotherOneIsRefused() throws Exception {
        // Given
        var device = welcome();
        var token = attest(device);
        var request = CertificateRequest.of(device.operational(), token.commonName());
        var first = enrol(token, request);
        assertThat(first.status()).as(first.body()).isEqualTo(200);

        // When
        var again = enrol(token, request);
        var other = enrol(token, CertificateRequest.of(device.operational(), "dev-other"));

        // Then
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.body()).isEqualTo(TOKEN_USED);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(operator.certificates(id(device), "active"))
                .hasSize(1));
    }

    @Test
    void badLinesOfAFileAreReportedAndTheGoodOnesLand() {
        // Given
        var good = List.of(DeviceKeys.generate(), DeviceKeys.generate(), DeviceKeys.generate());
        operator.register(good.stream().map(RefusalsIT::id).toList());
        var file = String.join(
                "\n",
                "device",
                id(good.get(0)),
                "not-a-hash",
                id(good.get(1)),
                id(DeviceKeys.generate()),
                id(good.get(1)),
                id(good.get(2)),
                "");

        // When
        var report = operator.importFile(operator.batch(), "text/csv", file);

        // Then
        assertThat(report.state()).isEqualTo(ImportReport.State.COMPLETED);
        assertThat(report.accepted()).isEqualTo(3);
        assertThat(report.rejected()).isEqualTo(2);
        assertThat(report.duplicate()).isEqualTo(1);
        assertThat(report.errors()).extracting(ImportReport.RowError::line).contains(3L, 5L);
    }

    private DeviceKeys welcome() {
        var keys = DeviceKeys.generate();
        operator.welcome(List.of(id(keys)));
        return keys;
    }

    private static String id(DeviceKeys keys) {
        return keys.deviceId().hex();
    }

    private Attester attester(DeviceKeys keys) {
        return new Attester(keys, SOFTWARE, connection.channelBinding());
    }

    private static Request challengeRequest(DeviceKeys keys) {
        var key = Base64.getEncoder().encodeToString(keys.identity().subjectPublicKey());
        return Request.post(
                "/attestation/v1/challenges",
                "application/json",
                "{\"publicKey\":\"%s\",\"purpose\":\"onboard\"}".formatted(key));
    }

    private Answer challenge(DeviceKeys keys) throws IOException {
        return connection.send(challengeRequest(keys));
    }

    /** A challenge, once the attestation-service has learnt of the device. */
    private Challenge challenged(DeviceKeys keys) throws Exception {
        await().atMost(PATIENCE).until(() -> challenge(keys).status() == 201);
        return new Attestation(connection).challenge(keys.identity(), Purpose.ONBOARD);
    }

    private AttestationResult attest(DeviceKeys keys) throws Exception {
        var challenge = challenged(keys);
        return new Attestation(connection).prove(challenge, EvidenceFormat.EAT_JWT, attester(keys));
    }

    private Answer submit(Challenge challenge, EvidenceFormat format, Attester attester) throws IOException {
        var evidence = format.evidence(challenge, attester);
        return connection.send(Request.post(evidencePath(challenge), evidence.contentType(), evidence.body()));
    }

    private static String evidencePath(Challenge challenge) {
        return "/attestation/v1/challenges/" + challenge.challengeId() + "/evidence";
    }

    private Answer enrol(AttestationResult token, byte[] request) throws IOException {
        var body = Base64.getMimeEncoder().encodeToString(request);
        return connection.send(Request.post(token.est().path() + "/simpleenroll", "application/pkcs10", body)
                .withToken(token.token()));
    }

    private Answer post(String path, String contentType, String body) throws IOException {
        return connection.send(Request.post(path, contentType, body));
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.body()).isEqualTo(ATTESTATION_FAILED);
    }
}
