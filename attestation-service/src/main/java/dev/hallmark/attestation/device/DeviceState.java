package dev.hallmark.attestation.device;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.KeyAlgorithm;
import dev.hallmark.commons.identity.TenantId;
import java.util.Optional;
import java.util.OptionalLong;

/** A device as the registry last published it, and what its own evidence has fixed since. */
public record DeviceState(
        DeviceId id,
        TenantId tenant,
        Optional<String> batch,
        Optional<String> policy,
        Optional<String> serial,
        Optional<String> model,
        Optional<String> rootOfTrust,
        Optional<KeyAlgorithm> algorithm,
        boolean active,
        int generation,
        long version,
        OptionalLong bootcount) {

    /** Active and in a batch, as it was when its challenge was issued. */
    public boolean mayAttest() {
        return active && batch.isPresent();
    }
}
