package dev.hallmark.endtoend.system;

import dev.hallmark.device.connection.ConnectionDetails;
import dev.hallmark.device.identity.ClientCertificate;
import dev.hallmark.device.identity.KeyFile;
import dev.hallmark.device.mqtt.Application;
import java.util.List;

/** The sandbox's Mosquitto, from the side of a back end. */
public final class Broker {

    private final Sandbox sandbox;

    private Broker(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    public static Broker of(Sandbox sandbox) {
        return new Broker(sandbox);
    }

    /** An application that hears every device and answers each message. */
    public Application application(ConnectionDetails ofAnyDevice) throws Exception {
        var address = sandbox.address("mosquitto-control");
        var details = new ConnectionDetails(
                ofAnyDevice.target(),
                ofAnyDevice.protocol(),
                address.getHost(),
                address.getPort(),
                "backend",
                null,
                ofAnyDevice.caCertificates(),
                List.of(),
                List.of(),
                null,
                null);
        var pki = sandbox.home().resolve("pki");
        var key = KeyFile.read(pki.resolve("backend-key.pem"));
        return Application.start(details, ClientCertificate.read(pki.resolve("backend.pem"), key));
    }
}
