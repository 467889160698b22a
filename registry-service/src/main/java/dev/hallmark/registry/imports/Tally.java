package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.DeviceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of the rows of a chunk: each is counted exactly once. */
record Tally(long received, long accepted, long duplicate, long rejected, List<ImportReport.RowError> errors) {

    Tally {
        errors = List.copyOf(errors);
    }

    /**
     * Counts the rows of a chunk.
     *
     * @param verdicts by the number of the row; a row that has none repeats the last one of its device
     */
    static Tally of(List<ImportRow> rows, Map<Long, Verdict> verdicts) {
        var last = new HashMap<DeviceId, Verdict>();
        var errors = new ArrayList<ImportReport.RowError>();
        long accepted = 0;
        long duplicate = 0;
        for (var row : rows) {
            var verdict =
                    switch (row) {
                        case ImportRow.Bad bad -> new Verdict.Rejected(bad.reason());
                        case ImportRow.Good good -> {
                            var id = good.device().id();
                            var own = verdicts.getOrDefault(row.number(), Verdict.again(last.get(id)));
                            last.put(id, own);
                            yield own;
                        }
                    };
            switch (verdict) {
                case Verdict.Rejected no ->
                    errors.add(new ImportReport.RowError(row.number(), row.line(), no.reason()));
                case Verdict.Accepted yes -> accepted++;
                case Verdict.Duplicate yes -> duplicate++;
            }
        }
        return new Tally(rows.size(), accepted, duplicate, errors.size(), errors);
    }
}
