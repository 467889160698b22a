package dev.hallmark.console.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.client.imports.ImportReport;
import dev.hallmark.client.imports.ImportReport.RowError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RejectionsTest {

    @Test
    void theRegistrysSentencesHaveAReasonEach() {
        assertThat(Reason.of("not registered by a factory")).isEqualTo(Reason.NOT_REGISTERED);
        assertThat(Reason.of("already in another batch")).isEqualTo(Reason.OTHER_BATCH);
        assertThat(Reason.of("the device is revoked")).isEqualTo(Reason.STANDING);
        assertThat(Reason.of("the stored serial is \"A-1\", not \"A-2\"; an operator can change it with update=true"))
                .isEqualTo(Reason.DIFFERENT);
        assertThat(Reason.of("no serial is stored, the file says \"A\"; an operator can change it with update=true"))
                .isEqualTo(Reason.DIFFERENT);
        assertThat(Reason.of(
                        "the stored serial is \"A-1\", not \"A-2\", and cannot be changed: the device is attested"))
                .isEqualTo(Reason.FIXED);
        assertThat(Reason.of("a device id has 64 hexadecimal characters, not 4: beef"))
                .isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void rowsAreGroupedAndCounted() {
        var rejections = Rejections.of(report(
                3,
                new RowError(1, 2, "not registered by a factory"),
                new RowError(2, 3, "beef"),
                new RowError(3, 4, "not registered by a factory")));

        assertThat(rejections.unregistered()).isEqualTo(2);
        assertThat(rejections.groups())
                .extracting(Rejections.Group::reason)
                .containsExactly(Reason.NOT_REGISTERED, Reason.UNREADABLE);
        assertThat(rejections.more()).isFalse();
    }

    @Test
    void aSpreadsheetCalculatesNothingOfAFile() {
        var csv = Rejections.csv(
                report(2, new RowError(1, 2, "=HYPERLINK(\"http://evil\")"), new RowError(2, 3, "a \"quoted\", word")));

        assertThat(csv.split("\r\n"))
                .containsExactly(
                        "row,line,reason",
                        "1,2,\"'=HYPERLINK(\"\"http://evil\"\")\"",
                        "2,3,\"a \"\"quoted\"\", word\"");
    }

    private static ImportReport report(long rejected, RowError... errors) {
        return new ImportReport(
                UUID.randomUUID(),
                "batch",
                Optional.of(UUID.randomUUID()),
                ImportReport.State.COMPLETED,
                true,
                false,
                rejected,
                0,
                0,
                rejected,
                Optional.empty(),
                Optional.empty(),
                List.of(errors),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
