package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.DeviceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Rows that are worked off in one transaction.
 *
 * @param digest of all rows of the file up to the last of these
 * @param fault why the file cannot be read on after them
 */
record Chunk(List<ImportRow> rows, byte[] digest, Optional<MalformedFileException> fault) {

    /** A bulk statement gains little above some thousand rows, and a chunk is what a crash may cost. */
    static final int ROWS = 5000;

    Chunk {
        rows = List.copyOf(rows);
    }

    /** The devices of the rows, each once. */
    List<DeviceEntry> devices() {
        var devices = new LinkedHashMap<DeviceId, DeviceEntry>();
        for (var row : rows) {
            if (row instanceof ImportRow.Good good) {
                devices.putIfAbsent(good.device().id(), good.device());
            }
        }
        return List.copyOf(devices.values());
    }
}
