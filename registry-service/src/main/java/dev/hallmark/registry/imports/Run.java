package dev.hallmark.registry.imports;

import dev.hallmark.registry.manifest.SignedManifest;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;

/**
 * One request at work on an import.
 *
 * @param attempt how manieth request with this key it is
 * @param received how many rows earlier requests have worked off
 * @param digest of those rows
 */
record Run(ImportOrder order, int attempt, long received, byte[] digest, boolean completed) {
    /** From the import's row, unless it is of another order. */
    static Run of(ImportOrder order, Row row) {
        boolean same = row.getString("kind").equals(order.kind())
                && order.batch().equals(Optional.ofNullable(row.getUUID("batch")))
                && row.getBoolean("dry_run") == order.dryRun()
                && sameFile(order.manifest(), (Buffer) row.getValue("manifest_sha256"));
        if (!same) {
            throw new RegistryException(
                    Refusal.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key belongs to another import. Take a new one.");
        }
        return new Run(
                order,
                row.getInteger("attempt"),
                row.getLong("received"),
                ((Buffer) row.getValue("digest")).getBytes(),
                row.getString("state").equals("completed"));
    }

    /** Of the same file a factory may sign another manifest, and the first is kept. */
    private static boolean sameFile(Optional<SignedManifest> manifest, Buffer sha256) {
        return sha256 == null
                ? manifest.isEmpty()
                : manifest.filter(signed -> signed.isOf(sha256.getBytes())).isPresent();
    }
}
