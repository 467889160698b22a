package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.registry.manifest.SignedManifest;
import java.util.Optional;
import java.util.UUID;

/**
 * What an uploaded file is imported for.
 *
 * @param id the client's Idempotency-Key
 * @param batch the batch that the devices go to; empty: they are only registered
 * @param dryRun whether the report is all that is wanted
 * @param update whether rows may change what is stored of a device
 * @param manifest the manifest that a factory signed; empty when the file has none
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
