package dev.hallmark.endtoend.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ErrorsTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z-]+)` \\| [45]\\d\\d \\|", Pattern.MULTILINE);

    @Test
    void theReferenceNamesEveryCodeThereIsAndNoOther() throws IOException {
        var named = new TreeSet<String>();
        ROW.matcher(Files.readString(PROJECT.resolve("docs/reference/errors.md")))
                .results()
                .forEach(row -> assertThat(named.add(row.group(1)))
                        .as("%s is explained once", row.group(1))
                        .isTrue());

        assertThat(named).isEqualTo(ProblemCodes.of(PROJECT));
    }
}
