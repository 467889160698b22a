package dev.hallmark.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** One measurement of registering and importing, as it is kept in {@code benchmarks}. */
record ImportResult(
        String measured, Machine machine, String command, int devices, Phase registration, Phase batchImport) {

    static ImportResult of(Instant when, int devices, Phase registration, Phase batchImport) {
        return new ImportResult(
                when.toString(),
                Machine.current(),
                "./hallmark bench import --devices " + devices,
                devices,
                registration,
                batchImport);
    }

    Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        var file = directory.resolve("import-" + Figures.stamp(measured) + ".json");
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
        return file;
    }
}
