package dev.hallmark.device.identity;

import java.util.Arrays;

/**
 * The identity key only ever proves identity; the operational key is the one in the certificate. A device with one key
 * uses it for both.
 */
public record DeviceKeys(IdentityKey identity, SigningKey operational) {

    public static DeviceKeys single(SigningKey key) {
        return new DeviceKeys(key, key);
    }

    public static DeviceKeys generate() {
        return generate(IdentityAlgorithm.ES256);
    }

    /** An identity key of this algorithm, and an operational key of P-256 that TLS can use. */
    public static DeviceKeys generate(IdentityAlgorithm algorithm) {
        return new DeviceKeys(algorithm.generate(), SigningKey.generate());
    }

    public DeviceId deviceId() {
        return DeviceId.of(identity);
    }

    /** Whether certificates are for another key than the one that proves identity. */
    public boolean separate() {
        return !Arrays.equals(identity.fingerprint(), operational.fingerprint());
    }
}
