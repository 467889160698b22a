package dev.hallmark.ca.issuance;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import java.time.Instant;

/**
 * A certificate as it is stored before it is signed.
 *
 * @param key SHA-256 of the key that is certified
 * @param renewAfter from then on the same key gets a new certificate
 * @param shard of the CRL that would list it
 * @param replaces the serial of the certificate it takes over from, null for a first one
 * @param toBeSigned signed as it stands, however often signing is resumed
 */
public record Intent(
        SerialNumber serial,
        TenantId tenant,
        String authority,
        DeviceId device,
        byte[] key,
        Terms terms,
        long deviceVersion,
        Instant notBefore,
        Instant notAfter,
        Instant renewAfter,
        int shard,
        String replaces,
        byte[] toBeSigned) {

    /** What a certificate was issued for; on other terms a device gets another one. */
    public record Terms(String profile, String batch, String policy, int generation) {}

    Intent replacing(String serialOfOld) {
        return new Intent(
                serial,
                tenant,
                authority,
                device,
                key,
                terms,
                deviceVersion,
                notBefore,
                notAfter,
                renewAfter,
                shard,
                serialOfOld,
                toBeSigned);
    }
}
