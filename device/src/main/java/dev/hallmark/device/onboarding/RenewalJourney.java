package dev.hallmark.device.onboarding;

import dev.hallmark.device.connection.ConnectionDetails;
import dev.hallmark.device.connection.Connections;
import dev.hallmark.device.enrolment.CertificateRequest;
import dev.hallmark.device.enrolment.Enrolment;
import dev.hallmark.device.gateway.GatewayConnection;
import dev.hallmark.device.gateway.UnexpectedAnswerException;
import dev.hallmark.device.identity.ClientCertificate;
import dev.hallmark.device.identity.DeviceKeys;
import java.io.IOException;

/** One device on its way from one certificate to the next: a connection with each, and a request on each. */
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
        // One request for all tries: a lost answer is asked for again, which gives the same certificate.
        this.request = CertificateRequest.of(keys.operational(), keys.deviceId().commonName());
        this.certificate = current;
    }

    /** Whether the certificate is not believed any more, so that identity has to be proven again. */
    boolean refused() {
        return refused;
    }

    /** Goes on from wherever it stands. */
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
        return new Enrolment(connection, path).reenrol(request, keys.operational());
    }

    private ConnectionDetails details() throws IOException, UnexpectedAnswerException {
        return new Connections(connection).details();
    }

    Setback setback(UnexpectedAnswerException refusal) {
        var setback = Setbacks.of(stage, refusal.answer());
        refused = setback.remedy() == Setback.Remedy.ATTEST_ANEW;
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
