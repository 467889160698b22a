package dev.hallmark.endtoend.system;

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
import dev.hallmark.device.identity.ClientCertificate;
import dev.hallmark.device.identity.DeviceKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;

/**
 * A device that has its certificate and asks for everything again, over one connection while it lasts: what it was given
 * last goes into what it sends next.
 */
final class DeviceRequests implements AutoCloseable {

    private static final String AUTHORITY = "default-issuing-1";
    private static final String SHARD = "0";
    private static final String LABEL = "default";
    private static final Software SOFTWARE = new Software("test", 1);

    private final Gateway gateway;
    private final DeviceKeys keys = DeviceKeys.generate();
    private final ClientCertificate certificate;
    private GatewayConnection connection;
    private Challenge challenge;
    private AttestationResult attestation;

    /** Onboards the device, and attests once more, so that there is something to send of each kind. */
    DeviceRequests(Sandbox sandbox) throws Exception {
        gateway = new Gateway(
                sandbox.address("gateway"), Certificates.parse(Files.readString(sandbox.serverAuthority())));
        certificate = Fleet.of(sandbox).welcomeAndOnboard(keys).certificate();
        connection = gateway.connect(certificate);
        var verifier = new Attestation(connection);
        challenge = verifier.challenge(keys.identity(), Purpose.ONBOARD);
        attestation = verifier.prove(challenge, EvidenceFormat.EAT_JWT, claimant());
    }

    /** Sends a request to an operation of the device plane; a lost connection is one answer lost, and opened again. */
    Answer send(ApiOperation operation) throws IOException {
        if (!connection.isOpen()) {
            connection = gateway.connect(certificate);
        }
        var answer = connection.send(to(operation));
        if (answer.status() == 201) {
            challenge = answer.json(Challenge.class);
        } else if (answer.status() == 200 && operation.lastPart().equals("evidence")) {
            attestation = answer.json(AttestationResult.class);
        }
        return answer;
    }

    private Request to(ApiOperation operation) throws IOException {
        var path = operation.filled(this::value);
        return switch (operation.lastPart()) {
            case "challenges" -> Request.post(path, "application/json", challengeRequest());
            case "evidence" -> {
                var evidence = EvidenceFormat.EAT_JWT.evidence(challenge, claimant());
                yield Request.post(path, evidence.contentType(), evidence.body());
            }
            case "simpleenroll" -> certificateRequest(path).withToken(attestation.token());
            case "simplereenroll", "serverkeygen", "fullcmc" -> certificateRequest(path);
            default -> readable(operation, path);
        };
    }

    private static Request readable(ApiOperation operation, String path) {
        if (!operation.method().equals("GET")) {
            throw new IllegalArgumentException("it is not known here what to send to " + operation);
        }
        return Request.get(path);
    }

    private String challengeRequest() {
        return "{\"publicKey\":\"%s\",\"purpose\":\"onboard\"}"
                .formatted(Base64.getEncoder().encodeToString(keys.identity().subjectPublicKey()));
    }

    private Request certificateRequest(String path) {
        var request = CertificateRequest.of(keys.operational(), keys.deviceId().commonName());
        return Request.post(path, "application/pkcs10", Base64.getMimeEncoder().encodeToString(request));
    }

    private Attester claimant() {
        return new Attester(keys, SOFTWARE, connection.channelBinding());
    }

    private String value(String parameter) {
        return parameter.equals("challengeId") ? challenge.challengeId() : publicValue(parameter);
    }

    /** What anybody knows to fill in. */
    static String publicValue(String parameter) {
        return switch (parameter) {
            case "label" -> LABEL;
            case "authority" -> AUTHORITY;
            case "shard" -> SHARD;
            default -> throw new IllegalArgumentException("no value is known here for " + parameter);
        };
    }

    @Override
    public void close() {
        connection.close();
    }
}
