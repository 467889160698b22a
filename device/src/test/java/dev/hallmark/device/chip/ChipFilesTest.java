package dev.hallmark.device.chip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.hallmark.device.identity.IdentityAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChipFilesTest {

    @TempDir
    private Path directory;

    private final Chip chip = Chip.enrol(Silicon.specimen(1, 1), new Conditions(0.03, 40));

    @BeforeEach
    void write() throws IOException {
        ChipFiles.write(chip, directory);
    }

    @Test
    void aChipIsReadAsItWasWritten() throws Exception {
        assertThat(ChipFiles.in(directory)).isTrue();
        assertThat(ChipFiles.read(directory)).isEqualTo(chip);
    }

    @Test
    void itsAlgorithmIsReadAsItWasWritten() throws Exception {
        var other = chip.with(IdentityAlgorithm.ML_DSA_65);
        ChipFiles.write(other, directory);

        assertThat(ChipFiles.read(directory)).isEqualTo(other);
        Files.writeString(directory.resolve("identity.algorithm"), "X25519\n");
        assertThatIOException()
                .isThrownBy(() -> ChipFiles.read(directory))
                .withMessageContaining("is damaged: a chip supports the algorithms");
        Files.writeString(directory.resolve("identity.algorithm"), "tea\n");
        assertThatIOException()
                .isThrownBy(() -> ChipFiles.read(directory))
                .withMessageStartingWith(
                        directory.resolve("identity.algorithm") + " is damaged: unknown algorithm tea; accepted are");
    }

    @Test
    void thereIsNoKeyInItsFiles() throws Exception {
        try (var files = Files.list(directory)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("silicon.json", "helper.json");
        }
        assertThat(Files.readString(directory.resolve("helper.json"))).doesNotContain("silicon", "key", "seed");
        assertThat(Files.getPosixFilePermissions(directory.resolve("silicon.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "silicon.json | {                           | is damaged",
                "silicon.json | {}                          | 'cells'",
                "silicon.json | null                        | is damaged: it is not a JSON object",
                "silicon.json | {'cells':'xx','bitErrorRate':0.04,'temperature':25} | is damaged",
                "silicon.json | {'cells':'00','bitErrorRate':0.04,'temperature':25} | is damaged: a chip's number has 16",
                "silicon.json | {'cells':'00000000000000000000000000000000','bitErrorRate':0.7,'temperature':25} | is damaged: a bit error rate",
                "silicon.json | {'cells':'00000000000000000000000000000000','bitErrorRate':0.04} | 'temperature'",
                "helper.json  | [1]                         | is damaged: it is not a JSON object",
                "helper.json  | {'epoch':0}                 | 'helperData'",
                "helper.json  | {'epoch':0,'helperData':[]} | is damaged: a chip has helper data for 8 blocks, not 0",
                "helper.json  | {'epoch':0,'helperData':['AAAA']} | is damaged: the helper data of a block has 112 bytes, not 3",
                "helper.json  | {'epoch':0,'helperData':[null]} | is damaged",
                "helper.json  | {'epoch':0,'helperData':['*']} | is damaged"
            })
    void aDamagedFileIsNamed(String file, String text, String reason) throws Exception {
        Files.writeString(directory.resolve(file), text.replace('\'', '"'));

        assertThatIOException()
                .isThrownBy(() -> ChipFiles.read(directory))
                .withMessageStartingWith(directory.resolve(file) + " is damaged")
                .withMessageContaining(reason);
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        Files.delete(directory.resolve("helper.json"));

        assertThatIOException()
                .isThrownBy(() -> ChipFiles.read(directory))
                .withMessage("there is no " + directory.resolve("helper.json"));
    }
}
