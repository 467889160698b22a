package dev.hallmark.device.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hallmark.device.connection.ConnectionDetails;
import dev.hallmark.device.gateway.Json;
import dev.hallmark.device.identity.ClientCertificate;
import dev.hallmark.device.identity.DeviceId;
import dev.hallmark.device.identity.OwnerOnly;
import dev.hallmark.device.identity.RootOfTrust;
import dev.hallmark.device.onboarding.Arrival;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One simulated device: its id, and the directory that simulates its flash memory. */
public record FleetDevice(DeviceId id, Path directory) {

    private static final String CERTIFICATE = "certificate.pem";
    private static final String CONNECTION = "connection.json";

    public String name() {
        return id.commonName();
    }

    public RootOfTrust rootOfTrust() throws IOException {
        return RootOfTrustKind.in(directory).open(directory);
    }

    public boolean onboarded() {
        return Files.exists(directory.resolve(CONNECTION));
    }

    /** The connection details are written last, so that a device that has them has its certificate too. */
    void remember(Arrival arrival) throws IOException {
        OwnerOnly.write(directory.resolve(CERTIFICATE), arrival.certificate().pem());
        OwnerOnly.write(directory.resolve(CONNECTION), pretty(arrival.connection()));
    }

    private static String pretty(ConnectionDetails details) throws JsonProcessingException {
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(details) + "\n";
    }

    public ClientCertificate certificate() throws IOException {
        var key = rootOfTrust().unlock().operational();
        return ClientCertificate.read(directory.resolve(CERTIFICATE), key);
    }

    public ConnectionDetails connection() throws IOException {
        return Json.MAPPER.readValue(directory.resolve(CONNECTION).toFile(), ConnectionDetails.class);
    }
}
