package dev.hallmark.device.fleet;

import dev.hallmark.device.gateway.Gateway;
import dev.hallmark.device.identity.Certificates;
import dev.hallmark.device.identity.DeviceId;
import dev.hallmark.device.identity.IdentityAlgorithm;
import dev.hallmark.device.identity.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Simulated devices in a directory: {@code fleet.json} is what their firmware knows, {@code devices/<name>/} is the
 * memory of each, and {@code devices.json}, {@code devices.csv}, {@code registrations.json} and
 * {@code registrations.csv} register and import them.
 */
public final class Fleet {

    private final FleetFiles files;
    private final FleetSettings settings;
    private final Gateway gateway;
    private final List<FleetDevice> devices;

    private Fleet(FleetFiles files, FleetSettings settings, List<DeviceId> ids) throws IOException {
        this.files = files;
        this.settings = settings;
        this.gateway = new Gateway(settings.gateway(), Certificates.parse(settings.serverAuthorities()));
        this.devices = ids.stream()
                .map(id -> new FleetDevice(id, files.deviceDirectory(id)))
                .toList();
    }

    /** Makes devices with simulated chips. */
    public static Fleet create(Path directory, FleetSettings settings, int count) throws IOException {
        return create(directory, settings, count, RootOfTrustKind.QDID, IdentityAlgorithm.ES256);
    }

    /** Makes devices in addition to those in the directory, and returns all of them. */
    public static Fleet create(
            Path directory, FleetSettings settings, int count, RootOfTrustKind kind, IdentityAlgorithm algorithm)
            throws IOException {
        OwnerOnly.createDirectories(directory);
        var files = FleetFiles.at(directory);
        files.write(settings);
        var ids = new ArrayList<>(files.devices());
        for (var i = 0; i < count; i++) {
            ids.add(kind.make(files, algorithm));
        }
        files.write(ids);
        return new Fleet(files, settings, ids);
    }

    /** Reads a fleet from its directory, or from the {@code fleet.json} in it. */
    public static Fleet load(Path directoryOrFile) throws IOException {
        var files = FleetFiles.at(directoryOrFile);
        return new Fleet(files, files.settings(), files.devices());
    }

    public Path directory() {
        return files.directory();
    }

    public FleetSettings settings() {
        return settings;
    }

    public Gateway gateway() {
        return gateway;
    }

    public List<FleetDevice> devices() {
        return devices;
    }

    public List<DeviceId> ids() {
        return devices.stream().map(FleetDevice::id).toList();
    }

    /** Onboards every device, including those that have onboarded before. */
    public FleetReport onboard(OnboardOptions options, FleetListener listener) throws InterruptedException {
        return new FleetOnboarding(gateway, options, listener).run(devices, options.concurrency());
    }

    /**
     * Renews the certificates of onboarded devices that are due.
     *
     * @param all whether to renew those that are not due too
     */
    public RenewalReport renew(OnboardOptions options, boolean all, FleetListener listener)
            throws InterruptedException {
        var onboarded = devices.stream().filter(FleetDevice::onboarded).toList();
        return new FleetRenewal(this, options, all, listener).run(onboarded);
    }

    /** Connects every onboarded device to its broker and exchanges messages. */
    public ConnectReport connect(ConnectOptions options, FleetListener listener) throws InterruptedException {
        var onboarded = devices.stream().filter(FleetDevice::onboarded).toList();
        return new FleetConnection(options, listener).run(onboarded);
    }
}
