package dev.hallmark.helm;

import java.nio.file.Path;
import java.util.List;

/** The project's one list of services. */
final class ListedServices {

    private static final Path LIST = Charts.PROJECT.resolve("sandbox/src/main/resources/services.conf");

    /** A line of it. */
    record Listed(String name, String module, int port, int management, List<String> startsAfter, List<String> given) {

        Listed {
            startsAfter = List.copyOf(startsAfter);
            given = List.copyOf(given);
        }

        /** The agent's chart is the broker's. */
        String chart() {
            return module.equals("mosquitto-agent") ? "mosquitto" : module;
        }

        boolean hasDatabase() {
            return startsAfter.contains("postgres");
        }

        boolean is(String what) {
            return given.contains(what);
        }
    }

    private ListedServices() {}

    static List<Listed> all() {
        return Charts.lines(LIST).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> listed(line.strip().split("\\s+", -1)))
                .toList();
    }

    private static Listed listed(String[] columns) {
        return new Listed(
                columns[0],
                columns[1],
                Integer.parseInt(columns[3]),
                Integer.parseInt(columns[4]),
                List.of(columns[7].split(",", -1)),
                List.of(columns[8].split(",", -1)));
    }
}
