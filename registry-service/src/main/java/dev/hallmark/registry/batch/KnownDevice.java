package dev.hallmark.registry.batch;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.registry.imports.Verdict;
import io.vertx.mutiny.sqlclient.Row;

/**
 * What the registry knows of a device that it did not add to a batch.
 *
 * @param ours whether it is of the tenant that asks; another tenant's device is to it one that cannot be had
 * @param here whether it is in this batch
 * @param free whether it is in none
 */
record KnownDevice(DeviceId id, boolean ours, boolean here, boolean free, String standing) {

    static KnownDevice of(Row row) {
        return new KnownDevice(
                DeviceId.parse(row.getString("id")),
                row.getBoolean("ours"),
                row.getBoolean("here"),
                row.getBoolean("free"),
                row.getString("standing"));
    }

    /** On a device of which nothing is known. */
    static Verdict unknown(boolean registerOnImport) {
        return new Verdict.Rejected(
                registerOnImport ? "changed at the same moment, import it again" : "not registered by a factory");
    }

    Verdict verdict(boolean registerOnImport) {
        if (!ours) {
            return registerOnImport ? new Verdict.Rejected("cannot be registered") : unknown(false);
        }
        if (here) {
            return new Verdict.Duplicate();
        }
        if (!standing.equals("active")) {
            return new Verdict.Rejected("the device is " + standing);
        }
        return new Verdict.Rejected(free ? "changed at the same moment, import it again" : "already in another batch");
    }
}
