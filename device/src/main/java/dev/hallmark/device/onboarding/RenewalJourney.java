package dev.hallmark.device.onboarding;

import dev.hallmark.device.connection.ConnectionClient;
import dev.hallmark.device.connection.ConnectionDetails;
import dev.hallmark.device.enrolment.CertificateRequest;
import dev.hallmark.device.enrolment.EstClient;
import dev.hallmark.device.gateway.GatewayConnection;
import dev.hallmark.device.gateway.UnexpectedAnswerException;
import dev.hallmark.device.identity.ClientCertificate;
import dev.hallmark.device.identity.DeviceKeys;
import java.io.IOException;

/** One renewal in progress: a connection and a request with each of the two certificates. */
final class RenewalJourney implements AutoCloseable {

    private final OnboardingSettings settings;
    private final String path;
    private final DeviceKeys keys;
    private final byte[] request;
    private final StageTimes times = new StageTimes();

    private Stage stage = Stage.TLS;
    private ClientCertificate certificate;
    private boolean renewed;
    private boolean refused;
    private GatewayConnection connection;

    RenewalJourney(OnboardingSettings settings, String label, DeviceKeys keys, ClientCertificate current) {
        this.settings = settings;
        this.path = "/.well-known/est/" + label;
        this.keys = keys;
        // One request for all attempts: after a lost answer, the same request gives the same certificate.
        this.request = CertificateRequest.of(keys.operational(), keys.deviceId().commonName());
        this.certificate = current;
    }

    /** Whether the certificate is no longer accepted, so that the device has to attest again. */
    boolean refused() {
        return refused;
    }

    /** Continues from the current step. */
    Arrival advance() throws IOException, UnexpectedAnswerException {
        if (!renewed) {
            connect();
            certificate = step(Stage.CERTIFICATE, this::reenrol);
            renewed = true;
            close();
        }
        connect();
        var details = step(Stage.CONNECTION, this::details);
        return new Arrival(keys.deviceId(), certificate, details, times.times());
    }

    private void connect() throws IOException, UnexpectedAnswerException {
        if (connection == null || !connection.isOpen()) {
            connection = step(Stage.TLS, () -> settings.gateway().connect(certificate));
        }
    }

    private <T> T step(Stage next, StageTimes.Step<T> step) throws IOException, UnexpectedAnswerException {
        stage = next;
        return times.measure(next, step);
    }

    private ClientCertificate reenrol() throws IOException, UnexpectedAnswerException {
        return new EstClient(connection, path).reenrol(request, keys.operational());
    }

    private ConnectionDetails details() throws IOException, UnexpectedAnswerException {
        return new ConnectionClient(connection).details();
    }

    Setback setback(UnexpectedAnswerException refusal) {
        var setback = Setback.of(stage, refusal.answer());
        refused = setback.remedy() == Setback.Remedy.REATTEST;
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
