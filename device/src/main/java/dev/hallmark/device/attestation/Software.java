package dev.hallmark.device.attestation;

/** The software that a device claims to run; the version is the image's security counter. */
public record Software(String name, int version) {

    public Software {
        if (version < 0) {
            throw new IllegalArgumentException("A software version is at least 0, not " + version);
        }
    }
}
