package dev.hallmark.ca.crl;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import java.time.Instant;

/**
 * A revoked certificate.
 *
 * @param actor who revoked it
 * @param listed whether a CRL that lists it is published, and its event with it
 */
record Revocation(
        SerialNumber serial,
        TenantId tenant,
        DeviceId device,
        int shard,
        RevocationReason reason,
        Instant at,
        String actor,
        boolean listed) {}
