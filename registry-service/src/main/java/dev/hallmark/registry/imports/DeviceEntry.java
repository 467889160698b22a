package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.DeviceId;

/**
 * What one row of a file says of one device; what it leaves out is empty.
 *
 * @param publicKey base64 of the DER SubjectPublicKeyInfo
 */
public record DeviceEntry(
        DeviceId id, String publicKey, String serial, String model, String rootOfTrust, String algorithm) {}
