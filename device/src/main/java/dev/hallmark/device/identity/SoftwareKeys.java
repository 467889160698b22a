package dev.hallmark.device.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keys in files or memory, protected by nothing but the operating system. */
public final class SoftwareKeys implements RootOfTrust {

    private static final String OPERATIONAL = "operational.pem";

    private final DeviceKeys keys;

    public SoftwareKeys(DeviceKeys keys) {
        this.keys = keys;
    }

    /** Reads the keys of a device's directory; without an operational key the identity key serves for both. */
    public static SoftwareKeys read(Path directory) throws IOException {
        var identity = IdentityFile.read(directory);
        var operational = directory.resolve(OPERATIONAL);
        if (Files.exists(operational)) {
            return new SoftwareKeys(new DeviceKeys(identity, KeyFile.read(operational)));
        }
        if (identity instanceof SigningKey both) {
            return new SoftwareKeys(DeviceKeys.single(both));
        }
        throw new IOException(directory + ": an identity key of " + identity.algorithm() + " needs an operational key");
    }

    public void write(Path directory) throws IOException {
        OwnerOnly.createDirectories(directory);
        IdentityFile.write(directory, keys.identity());
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
