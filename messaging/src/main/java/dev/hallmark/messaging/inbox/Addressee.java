package dev.hallmark.messaging.inbox;

import dev.hallmark.messaging.deadletter.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A replayed dead letter names the consumer it is for. The others have processed the event long ago and skip it. */
final class Addressee {

    private Addressee() {}

    static boolean is(String consumer, ConsumerRecord<String, byte[]> replay) {
        var named = replay.headers().lastHeader(DeadLetterHeaders.FOR);
        return named == null || consumer.equals(new String(named.value(), StandardCharsets.UTF_8));
    }
}
