package dev.hallmark.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * One measurement of the console, as it is kept in {@code benchmarks}.
 *
 * @param milliseconds of each page, one at a time
 */
record ConsoleResult(
        String measured, Machine machine, String command, int devices, Map<String, Map<String, Double>> milliseconds) {

    static ConsoleResult of(Instant when, int devices, Map<String, Map<String, Double>> milliseconds) {
        return new ConsoleResult(
                when.toString(),
                Machine.current(),
                "./hallmark bench console --devices " + devices,
                devices,
                milliseconds);
    }

    Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        var file = directory.resolve("console-" + Figures.stamp(measured) + ".json");
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
        return file;
    }
}
