package dev.hallmark.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * One measurement of onboarding, as it is kept in {@code benchmarks}.
 *
 * @param cold the devices of the warm-up, the first that the services ever saw if they were started for this
 * @param warm those that went after
 * @param bareCost of the cryptography that one of these cannot do without
 * @param memoryMebibytes of each component at the end, shared pages counted in proportion
 */
record OnboardResult(
        String measured,
        Machine machine,
        String command,
        int concurrency,
        Journeys cold,
        Journeys warm,
        BareCost bareCost,
        Map<String, Long> memoryMebibytes,
        long memoryMebibytesInAll) {
    static OnboardResult of(
            Instant when,
            String command,
            int concurrency,
            Journeys cold,
            Journeys warm,
            BareCost bareCost,
            Map<String, Long> memory) {
        var inAll = memory.values().stream().mapToLong(Long::longValue).sum();
        return new OnboardResult(
                when.toString(), Machine.current(), command, concurrency, cold, warm, bareCost, memory, inAll);
    }

    Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        var file = directory.resolve("onboard-" + Figures.stamp(measured) + ".json");
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
        return file;
    }
}
