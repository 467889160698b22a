package dev.hallmark.sandbox.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** One health check of a service. */
record Check(String name, boolean up, JsonNode data) {

    static Check of(JsonNode check) {
        return new Check(
                check.path("name").asText(), check.path("status").asText().equals("UP"), check.path("data"));
    }

    /** Who waits for something may still be up: CRLs that cannot be issued now are good for days. */
    boolean isWrong() {
        return !up || data.has("waits-for");
    }

    /** What is wrong, in a line. */
    String problem() {
        var words = new StringJoiner(", ", name + ": ", "").setEmptyValue(name);
        data.properties().stream()
                .filter(entry -> !entry.getValue().asText().isEmpty())
                .forEach(entry ->
                        words.add(entry.getKey() + " " + entry.getValue().asText()));
        return words.toString();
    }
}
