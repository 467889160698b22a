package dev.hallmark.registry.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {

    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    @Test
    void linesOfJsonAreCountedInTheFile() {
        var outcome = json("{\n \"devices\": [\n  \"%s\",\n  \"short\", 7,\n  [\"%s\"],\n  {\"serial\":\"S\"}\n]}"
                .formatted(A, B));

        assertThat(outcome.fault()).isEmpty();
        assertThat(outcome.rows()).extracting(ImportRow::line).containsExactly(3L, 4L, 4L, 5L, 6L);
        assertThat(outcome.rows()).extracting(ImportRow::number).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(reasons(outcome))
                .containsExactly(
                        "a device id has 64 hexadecimal characters, not 5: short",
                        "a device is given by its id or by an object with a deviceId",
                        "a device is given by its id or by an object with a deviceId",
                        "no device id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| the file ends before its JSON does",
                "[] | the file must be {\"devices\":[...]}",
                "{} | the file has no member \"devices\"",
                "{\"device\":[]} | the file has no member \"devices\"",
                "{\"devices\":{}} | \"devices\" must be an array",
                "{\"devices\":[],\"devices\":[]} | the member \"devices\" is there twice",
                "{\"devices\":[]}{} | something follows the end of the JSON"
            })
    void jsonOfAnotherFormIsRefused(String file, String reason) {
        assertThat(json(file == null ? "" : file).fault()).isEqualTo("1: " + reason);
    }

    /** In these orders no processor writes four octets. */
    @ParameterizedTest
    @ValueSource(strings = {"\0\0a\0", "\0a\0\0"})
    void aFileInNoEncodingIsRefused(String beginning) {
        assertThat(json(beginning).fault()).startsWith("1: Unsupported UCS-4 endianness");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "{", "[\"x\"", "{\"deviceId\":"})
    void jsonCutShortIsRefusedAndWhatCameBeforeStays(String cut) {
        var outcome = json("{\"devices\":[\n\"%s\",\n%s".formatted(A, cut));

        assertThat(outcome.fault()).startsWith("3: ");
        assertThat(outcome.rows()).first().isInstanceOf(ImportRow.Good.class);
    }

    @Test
    void aJsonMemberGivenTwiceSpoilsItsRowOnly() {
        var outcome = json("{\"devices\":[{\"deviceId\":\"%s\",\"id\":\"%s\"},\"%s\"]}".formatted(A, B, B));

        assertThat(reasons(outcome)).containsExactly("the member deviceId is there twice");
        assertThat(outcome.rows()).hasSize(2);
    }

    @Test
    void deeplyNestedJsonIsRefused() {
        assertThat(json("{\"x\":" + "[".repeat(10_000)).fault()).contains("nesting depth");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 22, 3322})
    void aByteOrderMarkMayComeInPieces(long seed) {
        var file = "\uFEFF\n{\"devices\":[\"%s\"]}".formatted(A).getBytes(UTF_8);

        assertThat(TestFiles.readInPieces(JsonRowReader::new, file, seed))
                .isEqualTo(TestFiles.read(JsonRowReader::new, file));
        assertThat(TestFiles.read(JsonRowReader::new, file).rows()).hasSize(1);
    }

    @Test
    void csvIsReadAsSpreadsheetsWriteIt() {
        var outcome = csv("\uFEFFSerial Number;Device ID;Colour\r\n\"S;1\";%s;red\r\n\r\nS2;%s\r\n".formatted(A, B));

        assertThat(reasons(outcome)).isEmpty();
        assertThat(outcome.rows()).extracting(ImportRow::line).containsExactly(2L, 4L);
        assertThat(((ImportRow.Good) outcome.rows().getFirst()).device().serial())
                .isEqualTo("S;1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv-space-before-quote/header.csv", "csv-space-before-quote/rows.csv"})
    void blanksBeforeQuotesAreSkipped(String file) throws IOException {
        var outcome = TestFiles.read(CsvRowReader::new, TestFiles.sent(file));

        assertThat(outcome.rows()).singleElement().isInstanceOfSatisfying(ImportRow.Good.class, row -> {
            assertThat(row.line()).isEqualTo(2);
            assertThat(row.device().serial()).isEqualTo("A-1");
            assertThat(row.device().model()).isEqualTo("M1");
        });
    }

    @Test
    void quotesWithinAnUnquotedFieldSpoilTheRow() {
        var outcome = csv("deviceId,serial\n%s,A\"1\"\n%s,A-2\n".formatted(A, B));

        assertThat(outcome.rows()).hasSize(2);
        assertThat(outcome.rows())
                .first()
                .isEqualTo(new ImportRow.Bad(
                        1, 2, "a field with quotes in it must be in quotes itself, and each of them doubled"));
    }

    @Test
    void theSeparatorIsTheOneUnderWhichADeviceColumnAppears() throws IOException {
        var outcome = TestFiles.read(CsvRowReader::new, TestFiles.sent("csv-separator-comma/file.csv"));

        assertThat(outcome.fault()).isEmpty();
        assertThat(outcome.rows()).singleElement().isInstanceOfSatisfying(ImportRow.Good.class, row -> assertThat(
                        row.device().serial())
                .isEqualTo("A-1"));
    }

    @Test
    void emptyRowsAreNotCountedAndEmptySurplusFieldsAreIgnored() throws IOException {
        var blank = TestFiles.read(CsvRowReader::new, TestFiles.sent("csv-blank-rows/blank.csv"));
        var trailing = TestFiles.read(CsvRowReader::new, TestFiles.sent("csv-blank-rows/trailing.csv"));

        assertThat(blank.rows()).hasSize(1).allMatch(ImportRow.Good.class::isInstance);
        assertThat(trailing.rows()).hasSize(2).allMatch(ImportRow.Good.class::isInstance);
        assertThat(reasons(csv("id,serial\n%s,A-1,,x\n".formatted(A))))
                .containsExactly("4 fields, but the header names 2 columns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden-character/lrm.csv", "hidden-character/nbsp.csv"})
    void invisibleCharactersAreStrippedAtTheEndsOfAField(String file) throws IOException {
        assertThat(TestFiles.read(CsvRowReader::new, TestFiles.sent(file)).rows())
                .singleElement()
                .isInstanceOf(ImportRow.Good.class);
    }

    @Test
    void invisibleCharactersAreNamedElsewhere() {
        var half = "1".repeat(32);
        var outcome = csv("\u200Eid\u00A0,Serial\u00A0Number\n%1$s\u200E%1$s,S\n%2$s,A\u200B1\n".formatted(half, A));

        assertThat(reasons(outcome))
                .containsExactly(
                        "a device id has 64 hexadecimal characters, not 65: " + half + "<U+200E>" + half,
                        "serial holds invisible characters: A<U+200B>1");
    }

    @Test
    void badLinesOfACsvSayWhatIsWrong() {
        var outcome = csv("deviceId,serial\n%s,a,b\n%s,\"a\n%s,\"a\"b\n%s,%s\n%sz,s\n"
                .formatted(A, A, A, A, "x".repeat(129), "a".repeat(63)));

        assertThat(reasons(outcome))
                .containsExactly(
                        "3 fields, but the header names 2 columns",
                        "a quoted field does not end on its line",
                        "a quoted field is followed by something else than a separator",
                        "serial has 129 characters; a certificate holds at most 64",
                        "a device id has hexadecimal characters only: " + "a".repeat(63) + "z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| 1: the file is empty; its first line names the columns",
                "name,serial | 1: the first line must name the columns, deviceId or publicKey among them: name,serial",
                "id,hash | 1: the header names a column twice: id,hash"
            })
    void aCsvWithoutItsHeaderIsRefused(String file, String fault) {
        assertThat(csv(file == null ? "" : file).fault()).isEqualTo(fault);
    }

    @Test
    void aLineThatNeverEndsIsNotHeld() {
        var outcome = csv("deviceId\n" + "a".repeat(1_000_000) + "\n" + A);

        assertThat(reasons(outcome)).containsExactly("the line is longer than 16384 octets");
        assertThat(outcome.rows()).hasSize(2);
    }

    @Test
    void otherEncodingsThanUtf8AreReported() {
        var file = ("deviceId,serial\n" + A + ",caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(reasons(TestFiles.read(CsvRowReader::new, file))).containsExactly("the line is not UTF-8");
    }

    @Test
    void aLineOfNdjsonHoldsOneDevice() {
        var outcome = TestFiles.read(
                NdjsonRowReader::new,
                "\"%s\"\n{\"id\":\"%s\"}\n\"%s\" \"%s\"\n{\n"
                        .formatted(A, B, A, B)
                        .getBytes(UTF_8));

        assertThat(outcome.rows()).extracting(ImportRow::line).containsExactly(1L, 2L, 3L, 4L);
        assertThat(reasons(outcome)).hasSize(2).first().isEqualTo("a line holds one device, not 2");
    }

    private static TestFiles.Outcome json(String file) {
        return TestFiles.read(JsonRowReader::new, file.getBytes(UTF_8));
    }

    private static TestFiles.Outcome csv(String file) {
        return TestFiles.read(CsvRowReader::new, file.getBytes(UTF_8));
    }

    private static List<String> reasons(TestFiles.Outcome outcome) {
        return outcome.rows().stream()
                .filter(ImportRow.Bad.class::isInstance)
                .map(row -> ((ImportRow.Bad) row).reason())
                .toList();
    }
}
