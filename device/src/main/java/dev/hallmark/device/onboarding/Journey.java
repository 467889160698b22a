package dev.hallmark.device.onboarding;

import dev.hallmark.device.attestation.Attestation;
import dev.hallmark.device.attestation.AttestationResult;
import dev.hallmark.device.attestation.Claimant;
import dev.hallmark.device.attestation.Purpose;
import dev.hallmark.device.connection.ConnectionDetails;
import dev.hallmark.device.connection.Connections;
import dev.hallmark.device.enrolment.CertificateRequest;
import dev.hallmark.device.enrolment.Enrolment;
import dev.hallmark.device.gateway.GatewayConnection;
import dev.hallmark.device.gateway.UnexpectedAnswerException;
import dev.hallmark.device.identity.ClientCertificate;
import dev.hallmark.device.identity.DeviceKeys;
import java.io.IOException;

/** One device on its way: what it has got so far, and the next step from there. */
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

    /** Goes on from wherever it stands; what is already had is not asked for again. */
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
        var claimant = new Claimant(keys, settings.software(), connection.channelBinding());
        return step(Stage.EVIDENCE, () -> verifier.prove(challenge, settings.evidence(), claimant));
    }

    /** A lost answer is asked for again with the very same request, which gives the same certificate. */
    private ClientCertificate enrol() throws IOException, UnexpectedAnswerException {
        if (request == null) {
            request = CertificateRequest.of(keys.operational(), attestation.commonName());
        }
        return new Enrolment(connection, attestation.est().path())
                .enrol(request, keys.operational(), attestation.token());
    }

    private ConnectionDetails details() throws IOException, UnexpectedAnswerException {
        return new Connections(connection).details(attestation.token());
    }

    Setback setback(UnexpectedAnswerException refusal) {
        var setback = Setbacks.of(stage, refusal.answer());
        if (setback.remedy() == Setback.Remedy.ATTEST_ANEW) {
            attestation = null;
        }
        return setback;
    }

    Setback setback(IOException failure) {
        close();
        return Setbacks.of(stage, failure);
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
        }
    }
}
