package dev.hallmark.messaging.inbox;

import dev.hallmark.events.Topics;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.messaging.outbox.OutboxRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Puts aside what a consumer cannot take, whole and with its cause, on the consumer's dead-letter topic. It goes there
 * by the outbox, so it is not lost either. The inbox does not know it, so that a replay is taken.
 */
@ApplicationScoped
class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final Pool pool;
    private final Outbox outbox;

    DeadLetters(Pool pool, Outbox outbox) {
        this.pool = pool;
        this.outbox = outbox;
    }

    Uni<Void> bury(String consumer, ConsumerRecord<String, byte[]> letter, Throwable cause) {
        LOG.errorf(cause, "dead letter consumer=%s topic=%s offset=%d", consumer, letter.topic(), letter.offset());
        var headers = headers(letter);
        headers.put("hallmark_cause", String.valueOf(cause));
        headers.put("hallmark_topic", letter.topic());
        headers.put("hallmark_partition", String.valueOf(letter.partition()));
        headers.put("hallmark_offset", String.valueOf(letter.offset()));
        var row = OutboxRow.of(
                Topics.deadLettersOf(consumer).name(),
                letter.key() == null ? "" : clean(letter.key()),
                headers,
                text(letter.value(), headers));
        return outbox.appendRows(pool, List.of(row));
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> letter) {
        var headers = new LinkedHashMap<String, String>();
        letter.headers()
                .forEach(header -> headers.put(
                        clean(header.key()),
                        header.value() == null ? "" : clean(new String(header.value(), StandardCharsets.UTF_8))));
        return headers;
    }

    /** The value as text; in base64, with a header that says so, when a text column cannot hold it. */
    private static String text(byte[] value, Map<String, String> headers) {
        var octets = value == null ? new byte[0] : value;
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException e) {
            LOG.debug("a dead letter that is not UTF-8", e);
        }
        headers.put("hallmark_encoding", "base64");
        return Base64.getEncoder().encodeToString(octets);
    }

    private static String clean(String text) {
        return text.replace('\0', ' ');
    }
}
