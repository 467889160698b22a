package dev.hallmark.device.onboarding;

import dev.hallmark.device.attestation.Attestation;
import dev.hallmark.device.attestation.AttestationResult;
import dev.hallmark.device.attestation.Attester;
import dev.hallmark.device.attestation.Purpose;
import dev.hallmark.device.connection.ConnectionClient;
import dev.hallmark.device.connection.ConnectionDetails;
import dev.hallmark.device.enrolment.CertificateRequest;
import dev.hallmark.device.enrolment.EstClient;
import dev.hallmark.device.gateway.GatewayConnection;
import dev.hallmark.device.gateway.UnexpectedAnswerException;
import dev.hallmark.device.identity.ClientCertificate;
import dev.hallmark.device.identity.DeviceKeys;
import java.io.IOException;

/** One onboarding in progress: what the device has so far, and its next step. */
final class Journey implements AutoCloseable {

    private final OnboardingSettings settings;
    private final Purpose purpose;
    private final DeviceKeys keys;
    private final StageTimes times = new StageTimes();

    private Stage stage = Stage.TLS;
    private GatewayConnection connection;
    private AttestationResult attestation;
    private byte[] request;
    private ClientCertificate certificate;

    Journey(OnboardingSettings settings, Purpose purpose, DeviceKeys keys) {
        this.settings = settings;
        this.purpose = purpose;
        this.keys = keys;
    }

    /** Continues from the current step; completed steps are not repeated. */
    Arrival advance() throws IOException, UnexpectedAnswerException {
        if (connection == null || !connection.isOpen()) {
            connection = step(Stage.TLS, settings.gateway()::connect);
        }
        if (attestation == null) {
            attestation = attest();
        }
        if (certificate == null) {
            certificate = step(Stage.CERTIFICATE, this::enrol);
        }
        var details = step(Stage.CONNECTION, this::details);
        return new Arrival(keys.deviceId(), certificate, details, times.times());
    }

    private <T> T step(Stage next, StageTimes.Step<T> step) throws IOException, UnexpectedAnswerException {
        stage = next;
        return times.measure(next, step);
    }

    /** Challenge and evidence belong to one connection, whose exporter the evidence carries. */
    private AttestationResult attest() throws IOException, UnexpectedAnswerException {
        var verifier = new Attestation(connection);
        var challenge = step(Stage.CHALLENGE, () -> verifier.challenge(keys.identity(), purpose));
        var attester = new Attester(keys, settings.software(), connection.channelBinding());
        return step(Stage.EVIDENCE, () -> verifier.prove(challenge, settings.evidence(), attester));
    }

    /** After a lost answer the same request is sent again, and gives the same certificate. */
    private ClientCertificate enrol() throws IOException, UnexpectedAnswerException {
        if (request == null) {
            request = CertificateRequest.of(keys.operational(), attestation.commonName());
        }
        return new EstClient(connection, attestation.est().path())
                .enrol(request, keys.operational(), attestation.token());
    }

    private ConnectionDetails details() throws IOException, UnexpectedAnswerException {
        return new ConnectionClient(connection).details(attestation.token());
    }

    Setback setback(UnexpectedAnswerException refusal) {
        var setback = Setback.of(stage, refusal.answer());
        if (setback.remedy() == Setback.Remedy.REATTEST) {
            attestation = null;
        }
        return setback;
    }

    Setback setback(IOException failure) {
        close();
        return Setback.of(stage, failure);
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
        }
    }
}
