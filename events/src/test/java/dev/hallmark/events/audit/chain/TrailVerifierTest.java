package dev.hallmark.events.audit.chain;

import static dev.hallmark.events.audit.chain.TestTrail.entry;
import static dev.hallmark.events.audit.chain.TestTrail.line;
import static dev.hallmark.events.audit.chain.TestTrail.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.events.EventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrailVerifierTest {

    /** In an export without earlier statements a record's line is its number. */
    private final TestTrail trail = TestTrail.of(6);

    @Test
    void anUntouchedTrailIsIntact() {
        trail.checkpoint();
        trail.append("{}");
        trail.checkpoint();

        assertThat(verify(trail.export(1)).text())
                .isEqualTo(
                        "intact: tenant default, records 1 to 7, 2 signed statements, the last of 2026-03-01T12:00:00Z");
        assertThat(verify(trail.export(7), 7)).isInstanceOf(Verdict.Intact.class);
    }

    /** Up to a record that a statement names, so that what is left begins where an export may begin. */
    @Test
    void aRemovedBeginningIsNamed() {
        trail.checkpoint();
        trail.append("{}");
        trail.checkpoint();

        assertBroken(trail.export(7), "records 1 to 6 were removed: no signed statement says that they were cut off");
        assertThat(verify(trail.export(7), 6).text()).startsWith("records 1 to 6 were removed");
    }

    /** Neither the statement nor the record is there that it could be compared with. */
    @Test
    void aPublishedCheckpointThatIsNotComparedIsAFault() {
        var published = trail.checkpoint();
        trail.append("{}");
        trail.checkpoint();
        trail.append("{}");
        trail.cut(7);
        trail.checkpoint();

        var export = trail.export(8);
        var withoutFirst = export.subList(1, export.size());
        var later = trail.checkpoint();

        assertThat(verify(export, Optional.of(published))).isInstanceOf(Verdict.Intact.class);
        assertThat(verify(withoutFirst, Optional.of(later))).isInstanceOf(Verdict.Intact.class);
        assertThat(verify(withoutFirst, Optional.of(published)).text())
                .isEqualTo(
                        "the published checkpoint is not compared: neither statement 1 nor record 6 is in the export");
    }

    @Test
    void anEmptyTrailAndOneWithoutNewsAreIntact() {
        var empty = TestTrail.of(0);
        empty.checkpoint();
        assertThat(verify(empty.export(1)).text()).startsWith("intact: tenant default, no records, 1 signed");

        trail.checkpoint();
        trail.checkpoint();
        assertThat(verify(trail.export(7), 7).text()).startsWith("intact: tenant default, no records, 2 signed");
        assertBroken(trail.export(7), "records 1 to 6 were removed");
    }

    @Test
    void aChangedRecordIsNamed() {
        var export = exported();
        var changed = export.get(2)
                .entry()
                .replace("\"number\":2", "\"number\":9")
                .replace("\\\"number\\\":2", "\\\"number\\\":9");
        assertThat(changed).isNotEqualTo(export.get(2).entry());

        export.set(2, TrailLine.record(changed, export.get(2).hash()));
        assertBroken(export, "record 3 was changed (line 3): its SHA-256 is not");

        export.set(2, TrailLine.record(changed, ChainHash.of(changed)));
        assertBroken(export, "record 3 was changed: record 4 has another hash for the one before it (line 4)");

        export.set(2, TrailLine.record("{\"not\": an entry", export.get(2).hash()));
        assertBroken(export, "record 3 was changed (line 3): it cannot be read");
    }

    /** Whoever hashes all later records again meets the next statement that was signed before. */
    @Test
    void aChainThatWasHashedAgainContradictsAStatement() {
        trail.checkpoint();
        var forged = TestTrail.of(6);
        forged.checkpoint();
        var export = forged.export(1);
        export.set(6, TrailLine.of(trail.checkpoint()));

        assertBroken(export, "records were changed: one of 1 to 6, since statement 2");
    }

    @Test
    void aRemovedRecordIsNamed() {
        var export = exported();
        export.remove(3);
        assertBroken(export, "record 4 was removed: 5 comes in its place (line 4)");

        export = exported();
        export.removeFirst();
        assertBroken(export, "record 1 was removed: 2 comes in its place (line 1)");
    }

    @Test
    void aMovedRecordIsNamed() {
        var export = exported();
        export.add(4, export.remove(1));
        assertBroken(export, "record 2 was moved: it comes in line 5");
    }

    @Test
    void anInsertedRecordIsNamed() {
        var export = exported();
        export.add(3, line(entry(3, export.get(1).hash(), "{\"forged\":true}")));
        assertBroken(export, "record 3 was inserted or moved: it comes after record 3 (line 4)");

        export = exported();
        export.add(3, line(entry(4, export.get(2).hash(), "{\"forged\":true}")));
        assertBroken(export, "record 4 was inserted or moved: it comes after record 4 (line 5)");
    }

    @Test
    void aCutTailContradictsAStatement() {
        var export = exported();
        export.remove(5);
        assertBroken(export, "the tail was cut off: records 6 to 6 are missing, as statement 1");
    }

    @Test
    void aCutTailContradictsAPublishedCheckpoint() {
        var published = trail.checkpoint();
        var cut = TestTrail.of(4);
        cut.checkpoint();
        assertThat(verify(cut.export(1))).isInstanceOf(Verdict.Intact.class);

        assertThat(verify(cut.export(1), Optional.of(published)).text())
                .startsWith("statement 1 is not the published one");
        cut.checkpoint();
        assertThat(verify(cut.export(1).subList(1, 6), Optional.of(published)).text())
                .startsWith("the tail was cut off: records 5 to 6 are missing, as statement 1");
    }

    @Test
    void aFileThatEndsEarlyIsIncomplete() {
        var export = exported();
        assertBroken(export.subList(0, 6), "the export is incomplete");
        assertBroken(export.subList(0, 3), "the export is incomplete");
        assertBroken(List.of(), "the export is incomplete");
    }

    @Test
    void statementsAreAChainOfTheKey() {
        trail.checkpoint();
        trail.checkpoint();
        var last = trail.checkpoint();

        var export = trail.export(1);
        export.remove(1);
        assertBroken(export, "statement 2 is missing");

        var forged = new SignedStatement(last.statement().replace("\"number\":3", "\"number\":2"), last.signature());
        assertBroken(List.of(TrailLine.of(forged)), "the statement in line 1 is not signed by the key");

        var other = TestTrail.sign(last.content(), TestTrail.keys());
        assertBroken(List.of(TrailLine.of(other)), "the statement in line 1 is not signed by the key");
    }

    @Test
    void whatIsKeptAfterACutIsIntact() {
        trail.checkpoint();
        trail.append("{}");
        trail.cut(3);
        trail.checkpoint();

        assertThat(verify(trail.export(4)).text()).startsWith("intact: tenant default, records 4 to 7, 3 signed");
        assertBroken(trail.export(5), "record 4 was removed");
    }

    @Test
    void membersOfANewerVersionAreCovered() {
        trail.append("{\"fromTheNextVersion\":true}");
        trail.checkpoint();
        var export = trail.export(1);
        var entry = export.get(6).entry();
        export.set(
                6,
                TrailLine.record(entry.replace("true", "false"), export.get(6).hash()));

        assertBroken(export, "record 7 was changed");
    }

    @Test
    void whatIsNoExportIsNamedByItsLine() {
        var export = exported();
        export.set(1, new TrailLine(null, null, null, null));
        assertBroken(export, "line 2 is neither a record nor a statement");
    }

    /** Programs differ in which of two members counts, and in what they make of the rest of a line. */
    @Test
    void aLineThatCanBeReadInTwoWaysIsAFault() {
        trail.checkpoint();
        var export = trail.export(1).stream().map(EventJson::write).toList();
        var record = export.get(1);
        assertThat(record).startsWith("{\"entry\":");

        for (var ambiguous : List.of(
                record + " {}",
                record.replaceFirst("\\{", "{\"hash\":\"x\","),
                record.replaceFirst("\\{", "{\"note\":\"x\","),
                record.replaceFirst("\\{", "{\"statement\":\"x\","),
                record.replaceFirst("}$", "," + export.getLast().substring(1)))) {
            var lines = new ArrayList<>(export);
            lines.set(1, ambiguous);
            assertThat(TestTrail.verifyText(String.join("\n", lines)).text())
                    .as(ambiguous)
                    .startsWith("line 2 is neither a record nor a statement: ");
        }
    }

    @Test
    void publicKeysAreReadAsTheyAreWritten() {
        var keys = List.of(TestTrail.keys().getPublic(), TestTrail.keys().getPublic());
        var pem = PublicKeys.pem(keys.get(0)) + PublicKeys.pem(keys.get(1));

        assertThat(PublicKeys.read(pem)).isEqualTo(keys);
        assertThatThrownBy(() -> PublicKeys.read("-----BEGIN CERTIFICATE-----"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BEGIN PUBLIC KEY is accepted");
    }

    private List<TrailLine> exported() {
        var fresh = TestTrail.of(6);
        fresh.checkpoint();
        return fresh.export(1);
    }

    private static void assertBroken(List<TrailLine> export, String fault) {
        assertThat(verify(export)).isInstanceOfSatisfying(Verdict.Broken.class, broken -> assertThat(broken.text())
                .startsWith(fault));
    }
}
