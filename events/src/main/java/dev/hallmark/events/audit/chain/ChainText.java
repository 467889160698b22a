package dev.hallmark.events.audit.chain;

import dev.hallmark.events.EventJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads what is kept as the text of a JSON object. */
final class ChainText {

    private ChainText() {}

    /** @throws IllegalArgumentException when it is not the JSON of one */
    static <T> T read(String text, Class<T> form) {
        try {
            var read = EventJson.read(text.getBytes(StandardCharsets.UTF_8), form);
            if (read == null) {
                throw new IllegalArgumentException("null is not accepted");
            }
            return read;
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
