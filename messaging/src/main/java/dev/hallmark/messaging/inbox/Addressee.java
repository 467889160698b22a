package dev.hallmark.messaging.inbox;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A replayed dead letter names the consumer it is for. It has no news for the others, who took the event long ago. */
final class Addressee {

    static final String HEADER = "hallmark_for";

    private Addressee() {}

    static boolean is(String consumer, ConsumerRecord<String, byte[]> letter) {
        var named = letter.headers().lastHeader(HEADER);
        return named == null || consumer.equals(new String(named.value(), StandardCharsets.UTF_8));
    }
}
