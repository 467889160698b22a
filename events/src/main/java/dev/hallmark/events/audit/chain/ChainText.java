package dev.hallmark.events.audit.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.hallmark.events.EventJson;

/** Reads what is kept as the text of a JSON object. */
final class ChainText {

    private ChainText() {}

    /**
     * Members of a newer version are passed over.
     *
     * @throws IllegalArgumentException when it is not the JSON of one
     */
    static <T> T read(String text, Class<T> form) {
        return form.cast(read(text, EventJson.unambiguous(form)));
    }

    /** @throws IllegalArgumentException when it is not the JSON of one, or has other members */
    static <T> T readAll(String text, Class<T> form) {
        return form.cast(
                read(text, EventJson.unambiguous(form).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)));
    }

    private static Object read(String text, ObjectReader form) {
        try {
            var read = form.<Object>readValue(text);
            if (read == null) {
                throw new IllegalArgumentException("null is not accepted");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
