package dev.hallmark.device.chip;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.device.gateway.Json;
import dev.hallmark.device.identity.AlgorithmFile;
import dev.hallmark.device.identity.IdentityAlgorithm;
import dev.hallmark.device.identity.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * A simulated chip in a directory. {@code silicon.json} simulates its cells and surroundings, {@code helper.json} its
 * memory; neither holds a key.
 */
public final class ChipFiles {

    private static final String SILICON = "silicon.json";
    private static final String HELPER = "helper.json";

    private static final ObjectMapper MAPPER = Json.MAPPER
            .copy()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));

    private record Matter(String cells, double bitErrorRate, double temperature) {

        Placed placed() {
            return new Placed(new Silicon(HexFormat.of().parseHex(cells)), new Conditions(bitErrorRate, temperature));
        }
    }

    private record Placed(Silicon silicon, Conditions conditions) {}

    private record Memory(int epoch, List<byte[]> helperData) {

        Chip chip(Placed placed, IdentityAlgorithm algorithm) {
            var blocks = helperData.stream().map(HelperData::parse).toList();
            return new Chip(placed.silicon(), placed.conditions(), blocks, epoch, algorithm);
        }
    }

    private ChipFiles() {}

    public static boolean in(Path directory) {
        return Files.exists(directory.resolve(SILICON));
    }

    public static Chip read(Path directory) throws IOException {
        var placed = read(directory.resolve(SILICON), Matter.class, Matter::placed);
        var algorithm = AlgorithmFile.read(directory);
        return read(directory.resolve(HELPER), Memory.class, memory -> memory.chip(placed, algorithm));
    }

    private static <F, T> T read(Path file, Class<F> form, Function<F, T> meaning) throws IOException {
        try {
            return meaning.apply(MAPPER.treeToValue(object(file), form));
        } catch (NoSuchFileException e) {
            throw new IOException("there is no " + file, e);
        } catch (JsonProcessingException e) {
            throw damaged(file, e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw damaged(file, e.getMessage(), e);
        }
    }

    private static JsonNode object(Path file) throws IOException {
        var content = MAPPER.readTree(Files.readAllBytes(file));
        if (!content.isObject()) {
            throw new IllegalArgumentException("it is not a JSON object");
        }
        return content;
    }

    private static IOException damaged(Path file, String reason, Exception cause) {
        return new IOException(file + " is damaged: " + reason, cause);
    }

    public static void write(Chip chip, Path directory) throws IOException {
        OwnerOnly.createDirectories(directory);
        var conditions = chip.conditions();
        var matter = new Matter(chip.silicon().hex(), conditions.bitErrorRate(), conditions.temperature());
        var memory = new Memory(
                chip.epoch(), chip.helperData().stream().map(HelperData::bytes).toList());
        OwnerOnly.write(directory.resolve(SILICON), pretty(matter));
        OwnerOnly.write(directory.resolve(HELPER), pretty(memory));
        AlgorithmFile.write(directory, chip.algorithm());
    }

    private static String pretty(Object file) throws IOException {
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
    }
}
