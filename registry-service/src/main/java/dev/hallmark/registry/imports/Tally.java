package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.registry.imports.Intake.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The outcomes of the rows of a chunk: each is counted exactly once. */
record Tally(long received, long accepted, long duplicate, long rejected, List<ImportReport.RowError> errors) {

    Tally {
        errors = List.copyOf(errors);
    }

    /**
     * Counts the rows of a chunk.
     *
     * @param outcomes by the number of the row; a row without one repeats the last one of its device
     */
    static Tally of(List<ImportRow> rows, Map<Long, Outcome> outcomes) {
        var last = new HashMap<DeviceId, Outcome>();
        var errors = new ArrayList<ImportReport.RowError>();
        long accepted = 0;
        long duplicate = 0;
        for (var row : rows) {
            var outcome =
                    switch (row) {
                        case ImportRow.Bad bad -> new Outcome.Rejected(bad.reason());
                        case ImportRow.Good good -> {
                            var id = good.device().id();
                            var own = outcomes.getOrDefault(row.number(), Outcome.repeated(last.get(id)));
                            last.put(id, own);
                            yield own;
                        }
                    };
            switch (outcome) {
                case Outcome.Rejected no ->
                    errors.add(new ImportReport.RowError(row.number(), row.line(), no.reason()));
                case Outcome.Accepted yes -> accepted++;
                case Outcome.Duplicate yes -> duplicate++;
            }
        }
        return new Tally(rows.size(), accepted, duplicate, errors.size(), errors);
    }
}
