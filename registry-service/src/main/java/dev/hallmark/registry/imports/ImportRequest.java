package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.registry.manifest.SignedManifest;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to become of an uploaded file.
 *
 * @param id the client's Idempotency-Key
 * @param batch the batch that the devices go to; empty: they are registered only
 * @param dryRun whether the report is all that is wanted
 * @param update whether rows may change what is stored of a device
 * @param manifest what a factory has signed of the file; empty: nobody has
 */
public record ImportRequest(
        UUID id,
        TenantId tenant,
        String actor,
        Optional<UUID> batch,
        boolean dryRun,
        boolean update,
        Optional<SignedManifest> manifest) {

    String kind() {
        return batch.isPresent() ? "batch" : "registrations";
    }
}
