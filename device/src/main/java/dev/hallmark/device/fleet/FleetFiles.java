package dev.hallmark.device.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallmark.device.gateway.Json;
import dev.hallmark.device.identity.AlgorithmFile;
import dev.hallmark.device.identity.DeviceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The files of a fleet's directory: its settings, and its devices in the formats of registrations and imports. */
record FleetFiles(Path directory) {

    private static final String SETTINGS = "fleet.json";

    private static final String COLUMNS = "deviceId,rootOfTrust,serial,model";

    private record DeviceList(List<DeviceId> devices) {}

    private record Registrations(List<Registration> devices) {}

    /** @param algorithm empty where the key implies it */
    private record Registration(
            DeviceId deviceId,
            String rootOfTrust,
            String serial,
            String model,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String algorithm) {

        String csv() {
            return String.join(",", deviceId.hex(), rootOfTrust, serial, model);
        }

        String csvWithAlgorithm() {
            return csv() + "," + algorithm;
        }
    }

    static FleetFiles at(Path directoryOrFile) {
        return new FleetFiles(
                directoryOrFile.getFileName().toString().endsWith(".json")
                        ? directoryOrFile.toAbsolutePath().getParent()
                        : directoryOrFile);
    }

    FleetSettings settings() throws IOException {
        var file = directory.resolve(SETTINGS);
        if (!Files.exists(file)) {
            throw new IOException("There is no fleet in " + directory + "; make one with ./hallmark device make");
        }
        return Json.MAPPER.readValue(file.toFile(), FleetSettings.class);
    }

    List<DeviceId> devices() throws IOException {
        var file = directory.resolve("devices.json");
        return Files.exists(file)
                ? List.copyOf(
                        Json.MAPPER.readValue(file.toFile(), DeviceList.class).devices())
                : List.of();
    }

    Path deviceDirectory(DeviceId id) {
        return directory.resolve("devices").resolve(id.commonName());
    }

    void write(FleetSettings settings) throws IOException {
        Json.MAPPER
                .writerWithDefaultPrettyPrinter()
                .writeValue(directory.resolve(SETTINGS).toFile(), settings);
    }

    /** For the operator's batch {@code devices.*}, for the factory {@code registrations.*}, each as JSON and as CSV. */
    void write(List<DeviceId> ids) throws IOException {
        var registrations = registrations(ids);
        lines("devices.csv", "deviceId", ids, DeviceId::hex);
        if (registrations.stream().allMatch(row -> row.algorithm().isEmpty())) {
            lines("registrations.csv", COLUMNS, registrations, Registration::csv);
        } else {
            lines("registrations.csv", COLUMNS + ",algorithm", registrations, Registration::csvWithAlgorithm);
        }
        Json.MAPPER.writeValue(directory.resolve("registrations.json").toFile(), new Registrations(registrations));
        Json.MAPPER.writeValue(directory.resolve("devices.json").toFile(), new DeviceList(ids));
    }

    private List<Registration> registrations(List<DeviceId> ids) throws IOException {
        var registrations = new ArrayList<Registration>(ids.size());
        for (var id : ids) {
            var serial = "SIM-%06d".formatted(registrations.size() + 1);
            var directory = deviceDirectory(id);
            var kind = RootOfTrustKind.in(directory).toString();
            var algorithm = AlgorithmFile.read(directory);
            var said = algorithm.mustBeRegistered() ? algorithm.toString() : "";
            registrations.add(new Registration(id, kind, serial, "hallmark-simulator", said));
        }
        return registrations;
    }

    private <T> void lines(String file, String header, List<T> rows, Function<T, String> line) throws IOException {
        try (var writer = Files.newBufferedWriter(directory.resolve(file))) {
            writer.write(header + "\n");
            for (var row : rows) {
                writer.write(line.apply(row) + "\n");
            }
        }
    }
}
