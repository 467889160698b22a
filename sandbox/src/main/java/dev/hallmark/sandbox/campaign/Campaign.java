package dev.hallmark.sandbox.campaign;

import dev.hallmark.device.connection.ConnectionDetails;
import dev.hallmark.device.fleet.ConnectOptions;
import dev.hallmark.device.fleet.ConnectReport;
import dev.hallmark.device.fleet.Fleet;
import dev.hallmark.device.fleet.FleetListener;
import dev.hallmark.device.fleet.FleetReport;
import dev.hallmark.device.fleet.FleetSettings;
import dev.hallmark.device.fleet.OnboardOptions;
import dev.hallmark.device.identity.ClientCertificate;
import dev.hallmark.device.identity.KeyFile;
import dev.hallmark.device.mqtt.Application;
import dev.hallmark.device.mqtt.MqttFailedException;
import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.system.Addresses;
import dev.hallmark.sandbox.token.OperatorKey;
import dev.hallmark.sandbox.token.OperatorTokens;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The main job, done to a running sandbox from outside: from the factory to the broker. */
public final class Campaign {
    private static final String POLICY = "mosquitto-local";

    private final Home home;
    private final Addresses addresses;
    private final Operator operator;

    private Campaign(Home home, Addresses addresses, Operator operator) {
        this.home = home;
        this.addresses = addresses;
        this.operator = operator;
    }

    /** Works on the sandbox that runs in this home. */
    public static Campaign on(Home home) throws IOException, GeneralSecurityException {
        var addresses = Addresses.read(home);
        var tokens = new OperatorTokens(OperatorKey.of(home), Clock.systemUTC());
        return new Campaign(home, addresses, new Operator(addresses.of("registry"), tokens));
    }

    /** Makes devices whose files are kept in {@code fleets/<name>} of the home. */
    public Fleet make(String name, int devices) throws IOException {
        var serverAuthorities = Files.readString(Path.of(addresses.of("serverCa")));
        var settings = new FleetSettings(URI.create(addresses.of("gateway")), "default", serverAuthorities);
        return Fleet.create(home.directory().resolve("fleets").resolve(name), settings, devices);
    }

    /** Registers the fleet's keys as the factory does; returns how many are registered. */
    public long register(Fleet fleet) throws IOException, InterruptedException, CampaignFailure {
        return register(fleet.directory().resolve("registrations.json"), UUID.randomUUID());
    }

    /** Registers what a JSON file lists, under an import id of the caller's; returns how many are registered. */
    public long register(Path file, UUID id) throws IOException, InterruptedException, CampaignFailure {
        return operator.register(file, id);
    }

    /** Makes a batch under the Mosquitto policy; returns its id. */
    public String emptyBatch(String name) throws IOException, InterruptedException, CampaignFailure {
        return operator.createBatch(name, POLICY);
    }

    /** Puts what a JSON file lists into a batch, under an import id of the caller's; returns how many of it are there. */
    public long addTo(String batch, Path file, UUID id) throws IOException, InterruptedException, CampaignFailure {
        return operator.importDevices(batch, file, id);
    }

    /** How many rows of an import the registry has dealt with. */
    public long received(UUID id) throws IOException, InterruptedException, CampaignFailure {
        return operator.received(id);
    }

    /** Puts the fleet into a new batch under the Mosquitto policy; returns the batch's id. */
    public String batch(String name, Fleet fleet) throws IOException, InterruptedException, CampaignFailure {
        var batch = emptyBatch(name);
        var imported = addTo(batch, fleet.directory().resolve("devices.json"), UUID.randomUUID());
        if (imported < fleet.devices().size()) {
            throw new CampaignFailure("only %d of %d devices are in the batch"
                    .formatted(imported, fleet.devices().size()));
        }
        return batch;
    }

    public FleetReport onboard(Fleet fleet, int concurrency, FleetListener listener)
            throws IOException, InterruptedException {
        return fleet.onboard(OnboardOptions.defaults().withConcurrency(concurrency), listener);
    }

    /** What the registry has heard of the batch. */
    public Progress progress(String batch, long onboarded) throws IOException, InterruptedException, CampaignFailure {
        var census = operator.census(batch, onboarded);
        return new Progress(census.attested(), census.certified(), census.onboarded());
    }

    /** How many devices have passed each stage, as the registry knows it. */
    public record Progress(long attested, long certified, long onboarded) {}

    /** Connects the fleet to Mosquitto, where an application hears and answers every message. */
    public ConnectReport connect(Fleet fleet, FleetListener listener)
            throws IOException, InterruptedException, CampaignFailure {
        try (var application = Application.start(backEnd(), backEndCertificate())) {
            return fleet.connect(ConnectOptions.defaults().withApplication(application), listener);
        } catch (MqttFailedException e) {
            throw new CampaignFailure("the application cannot reach Mosquitto: " + e.getMessage());
        }
    }

    private ConnectionDetails backEnd() throws IOException {
        var address = URI.create(addresses.of("mosquitto-control"));
        var authorities = Files.readString(Path.of(addresses.of("serverCa")));
        return new ConnectionDetails(
                "mosquitto",
                "mqtts",
                address.getHost(),
                address.getPort(),
                "backend",
                null,
                authorities,
                List.of(),
                List.of(),
                null,
                null);
    }

    private ClientCertificate backEndCertificate() throws IOException {
        var key = KeyFile.read(home.pki().resolve("backend-key.pem"));
        return ClientCertificate.read(home.pki().resolve("backend.pem"), key);
    }
}
