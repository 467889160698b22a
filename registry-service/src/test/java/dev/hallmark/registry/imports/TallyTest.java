package dev.hallmark.registry.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.registry.imports.Intake.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final DeviceId NEW = DeviceId.parse("a".repeat(64));
    private static final DeviceId OLD = DeviceId.parse("b".repeat(64));
    private static final DeviceId REFUSED = DeviceId.parse("c".repeat(64));

    @Test
    void eachRowIsCountedOnce() {
        // Given
        var rows = List.of(
                good(1, NEW),
                good(2, OLD),
                good(3, REFUSED),
                new ImportRow.Bad(4, 9, "bad"),
                good(5, NEW),
                good(6, REFUSED));
        var outcomes = Map.<Long, Outcome>of(
                1L, new Outcome.Accepted(), 2L, new Outcome.Duplicate(), 3L, new Outcome.Rejected("no"));

        // When
        var tally = Tally.of(rows, outcomes);

        // Then
        assertThat(tally)
                .isEqualTo(new Tally(
                        6,
                        1,
                        2,
                        3,
                        List.of(
                                new ImportReport.RowError(3, 3, "no"),
                                new ImportReport.RowError(4, 9, "bad"),
                                new ImportReport.RowError(6, 6, "no"))));
    }

    private static ImportRow good(long number, DeviceId id) {
        return new ImportRow.Good(number, number, new DeviceEntry(id, "", "", "", "", ""));
    }
}
