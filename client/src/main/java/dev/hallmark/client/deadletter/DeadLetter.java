package dev.hallmark.client.deadletter;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An event that a consumer could not process.
 *
 * @param id where it is kept: {@code <consumer>.<partition>.<offset>}
 * @param time when it was put aside
 * @param type of the event
 * @param subject what the event is about
 * @param origin where the consumer met it
 * @param cause why it could not be processed
 * @param settled replayed or discarded; empty while it is open
 * @param headers of the event; empty in a list
 * @param value of the event; empty in a list, and where it is not text
 */
public record DeadLetter(
        String id,
        String consumer,
        Instant time,
        String type,
        String subject,
        String origin,
        String cause,
        Optional<String> settled,
        Map<String, String> headers,
        Optional<String> value) {

    public DeadLetter {
        headers = new TreeMap<>(headers);
    }
}
