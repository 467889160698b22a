package dev.hallmark.device.fleet;

import dev.hallmark.device.chip.Chip;
import dev.hallmark.device.chip.ChipFiles;
import dev.hallmark.device.chip.Conditions;
import dev.hallmark.device.chip.Silicon;
import dev.hallmark.device.identity.DeviceId;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.IdentityAlgorithm;
import dev.hallmark.device.identity.RootOfTrust;
import dev.hallmark.device.identity.SoftwareKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** What holds the keys of a simulated device. */
public enum RootOfTrustKind {
    /** A simulated chip, which derives its keys from its cells whenever it needs them. */
    QDID {
        @Override
        DeviceId make(FleetFiles files, IdentityAlgorithm algorithm) throws IOException {
            if (!has(algorithm)) {
                throw new IOException(
                        "A simulated chip supports the algorithms %s; for %s use the root of trust software"
                                .formatted(Chip.ALGORITHMS, algorithm));
            }
            var chip = Chip.enrol(Silicon.manufacture(), Conditions.USUAL).with(algorithm);
            var id = chip.unlock().deviceId();
            ChipFiles.write(chip, files.deviceDirectory(id));
            return id;
        }

        @Override
        RootOfTrust open(Path directory) throws IOException {
            return ChipFiles.read(directory);
        }

        @Override
        public boolean has(IdentityAlgorithm algorithm) {
            return Chip.ALGORITHMS.contains(algorithm);
        }
    },
    /** Keys in files. */
    SOFTWARE {
        @Override
        DeviceId make(FleetFiles files, IdentityAlgorithm algorithm) throws IOException {
            var keys = DeviceKeys.generate(algorithm);
            new SoftwareKeys(keys).write(files.deviceDirectory(keys.deviceId()));
            return keys.deviceId();
        }

        @Override
        RootOfTrust open(Path directory) throws IOException {
            return SoftwareKeys.read(directory);
        }

        @Override
        public boolean has(IdentityAlgorithm algorithm) {
            return true;
        }
    };

    /** Makes a device with keys of its own, and its directory. */
    abstract DeviceId make(FleetFiles files, IdentityAlgorithm algorithm) throws IOException;

    abstract RootOfTrust open(Path directory) throws IOException;

    /** Whether it can hold an identity key of this algorithm. */
    public abstract boolean has(IdentityAlgorithm algorithm);

    static RootOfTrustKind in(Path directory) {
        return ChipFiles.in(directory) ? QDID : SOFTWARE;
    }

    /** As registrations name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
