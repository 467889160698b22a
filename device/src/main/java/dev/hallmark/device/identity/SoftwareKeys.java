package dev.hallmark.device.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keys in files or memory, protected by nothing but the operating system. */
public final class SoftwareKeys implements RootOfTrust {

    private static final String IDENTITY = "identity.pem";
    private static final String OPERATIONAL = "operational.pem";

    private final DeviceKeys keys;

    public SoftwareKeys(DeviceKeys keys) {
        this.keys = keys;
    }

    /** Reads the keys of a device's directory; without an operational key the identity key serves for both. */
    public static SoftwareKeys read(Path directory) throws IOException {
        var identity = KeyFile.read(directory.resolve(IDENTITY));
        var operational = directory.resolve(OPERATIONAL);
        return new SoftwareKeys(
                Files.exists(operational)
                        ? new DeviceKeys(identity, KeyFile.read(operational))
                        : DeviceKeys.single(identity));
    }

    public void write(Path directory) throws IOException {
        OwnerOnly.createDirectories(directory);
        KeyFile.write(directory.resolve(IDENTITY), keys.identity());
        if (keys.separate()) {
            KeyFile.write(directory.resolve(OPERATIONAL), keys.operational());
        }
    }

    @Override
    public String kind() {
        return "software";
    }

    @Override
    public DeviceKeys unlock() {
        return keys;
    }
}
