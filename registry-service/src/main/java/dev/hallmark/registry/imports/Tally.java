package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.DeviceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** What became of the rows of a chunk: each is counted exactly once. */
record Tally(long received, long accepted, long duplicate, long rejected, List<RowError> errors) {

    Tally {
        errors = List.copyOf(errors);
    }

    static Tally of(List<ImportRow> rows, Map<DeviceId, Verdict> verdicts) {
        var seen = new HashSet<DeviceId>();
        var errors = new ArrayList<RowError>();
        long accepted = 0;
        long duplicate = 0;
        for (var row : rows) {
            switch (row) {
                case ImportRow.Bad bad -> errors.add(new RowError(bad.number(), bad.line(), bad.reason()));
                case ImportRow.Good good -> {
                    boolean again = !seen.add(good.device().id());
                    switch (verdicts.get(good.device().id())) {
                        case Verdict.Rejected no -> errors.add(new RowError(row.number(), row.line(), no.reason()));
                        case Verdict.Accepted yes when !again -> accepted++;
                        case Verdict.Accepted yes -> duplicate++;
                        case Verdict.Duplicate yes -> duplicate++;
                    }
                }
            }
        }
        return new Tally(rows.size(), accepted, duplicate, errors.size(), errors);
    }
}
