package dev.hallmark.device.identity;

/**
 * The identity key only ever proves identity; the operational key is the one in the certificate. A device with one key
 * uses it for both.
 */
public record DeviceKeys(SigningKey identity, SigningKey operational) {

    public static DeviceKeys single(SigningKey key) {
        return new DeviceKeys(key, key);
    }

    public static DeviceKeys generate() {
        return new DeviceKeys(SigningKey.generate(), SigningKey.generate());
    }

    public DeviceId deviceId() {
        return DeviceId.of(identity);
    }

    /** Whether certificates are for another key than the one that proves identity. */
    public boolean separate() {
        return !identity.thumbprint().equals(operational.thumbprint());
    }
}
