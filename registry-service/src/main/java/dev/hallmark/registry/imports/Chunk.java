package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.DeviceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * The rows in turns, each of which names a device once: what a file says differently of a device further down comes
     * a turn later, and so meets what the row before it has left. A row that only repeats the one before it is in none.
     */
    List<List<ImportRow.Good>> turns() {
        var turns = new ArrayList<List<ImportRow.Good>>();
        Map<DeviceId, DeviceEntry> last = new HashMap<>();
        Map<DeviceId, Integer> next = new HashMap<>();
        for (var row : rows) {
            if (row instanceof ImportRow.Good good
                    && !good.device().equals(last.put(good.device().id(), good.device()))) {
                int turn = next.merge(good.device().id(), 1, Integer::sum) - 1;
                if (turn == turns.size()) {
                    turns.add(new ArrayList<>());
                }
                turns.get(turn).add(good);
            }
        }
        return turns;
    }
}
