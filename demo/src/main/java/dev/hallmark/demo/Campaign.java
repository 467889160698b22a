package dev.hallmark.demo;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.ServiceAddresses;
import dev.hallmark.client.batch.NewBatch;
import dev.hallmark.client.http.ApiException;
import dev.hallmark.client.http.Tokens;
import dev.hallmark.client.imports.ImportReport;
import dev.hallmark.client.imports.Upload;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The main job, done to a running sandbox from outside: from the factory to the broker. */
public final class Campaign {
    private static final String POLICY = "mosquitto-local";
    private static final String TENANT = "default";
    private static final Duration TOKEN_VALIDITY = Duration.ofMinutes(10);

    /** Events reach the registry within it. */
    private static final Duration SETTLED = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Home home;
    private final Addresses addresses;
    private final HallmarkClient factory;
    private final HallmarkClient operator;
    private final HallmarkClient viewer;

    private Campaign(Home home, Addresses addresses, OperatorTokens tokens) {
        var services = new ServiceAddresses(
                URI.create(addresses.of("registry")),
                URI.create(addresses.of("policy")),
                URI.create(addresses.of("ca")),
                URI.create(addresses.of("audit")));
        this.home = home;
        this.addresses = addresses;
        this.factory = HallmarkClient.of(services, of(tokens, "factory"));
        this.operator = factory.as(of(tokens, "operator"));
        this.viewer = factory.as(of(tokens, "viewer"));
    }

    private static Tokens of(OperatorTokens tokens, String role) {
        return () -> {
            try {
                return tokens.issue("demo", List.of(role), TENANT, TOKEN_VALIDITY);
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        };
    }

    /** Works on the sandbox that runs in this home. */
    public static Campaign on(Home home) throws IOException, GeneralSecurityException {
        return new Campaign(home, Addresses.read(home), new OperatorTokens(OperatorKey.of(home), Clock.systemUTC()));
    }

    /** Makes devices whose files are kept in {@code fleets/<name>} of the home. */
    public Fleet make(String name, int devices) throws IOException {
        var serverAuthorities = Files.readString(Path.of(addresses.of("serverCa")));
        var settings = new FleetSettings(URI.create(addresses.of("gateway")), TENANT, serverAuthorities);
        return Fleet.create(home.directory().resolve("fleets").resolve(name), settings, devices);
    }

    /** Registers the fleet's keys as the factory does; returns how many are registered. */
    public long register(Fleet fleet) throws IOException, InterruptedException, CampaignFailure {
        return register(fleet.directory().resolve("registrations.json"), UUID.randomUUID());
    }

    /** Registers what a JSON file lists, under an import id of the caller's; returns how many are registered. */
    public long register(Path file, UUID id) throws IOException, InterruptedException, CampaignFailure {
        factory.registrations().add(Upload.of(file).withKey(id));
        return complete(factory.imports().await(id));
    }

    /** Makes a batch under the Mosquitto policy, which a registry that has just started may not have received; its id. */
    public String emptyBatch(String name) throws IOException, InterruptedException {
        var deadline = Instant.now().plus(SETTLED);
        while (true) {
            try {
                return operator.batches().create(NewBatch.of(name, POLICY)).id();
            } catch (ApiException e) {
                if (Instant.now().isAfter(deadline)) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /** Puts what a JSON file lists into a batch, under an import id of the caller's; returns how many of it are there. */
    public long addTo(String batch, Path file, UUID id) throws IOException, InterruptedException, CampaignFailure {
        operator.batches().add(batch, Upload.of(file).withKey(id));
        return complete(operator.imports().await(id));
    }

    private static long complete(ImportReport report) throws CampaignFailure {
        if (!report.isComplete()) {
            throw new CampaignFailure("the import was not complete: " + report);
        }
        return report.accepted() + report.duplicate();
    }

    /** How many rows of an import the registry has dealt with. */
    public long received(UUID id) throws IOException, InterruptedException {
        return viewer.imports().get(id).received();
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

    /** What the registry knows of the batch, once so many are onboarded or no more seem to come. */
    public Progress progress(String batch, long onboarded) throws IOException, InterruptedException {
        var deadline = Instant.now().plus(SETTLED);
        while (true) {
            var progress = Progress.of(viewer.batches().get(batch).devices());
            if (progress.onboarded() >= onboarded || Instant.now().isAfter(deadline)) {
                return progress;
            }
            Thread.sleep(PAUSE);
        }
    }

    /** How many devices have passed each stage, as the registry knows it. */
    public record Progress(long attested, long certified, long onboarded) {
        static Progress of(Map<String, Long> states) {
            var onboarded = states.getOrDefault("onboarded", 0L);
            var certified = onboarded + states.getOrDefault("enrolled", 0L);
            return new Progress(certified + states.getOrDefault("attested", 0L), certified, onboarded);
        }
    }

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
