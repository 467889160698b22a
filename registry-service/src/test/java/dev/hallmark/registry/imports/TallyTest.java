package dev.hallmark.registry.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.commons.identity.DeviceId;
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
        var verdicts = Map.<Long, Verdict>of(
                1L, new Verdict.Accepted(), 2L, new Verdict.Duplicate(), 3L, new Verdict.Rejected("no"));

        // When
        var tally = Tally.of(rows, verdicts);

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
