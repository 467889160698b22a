package dev.hallmark.sandbox.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** One health check of a service. */
record Check(String name, boolean up, JsonNode data) {

    static Check of(JsonNode check) {
        return new Check(
                check.path("name").asText(), check.path("status").asText().equals("UP"), check.path("data"));
    }

    /** A check that waits for something may still be up: the last CRL is valid for days when none can be issued now. */
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
