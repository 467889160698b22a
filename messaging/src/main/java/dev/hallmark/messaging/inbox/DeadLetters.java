package dev.hallmark.messaging.inbox;

import dev.hallmark.events.Topics;
import dev.hallmark.messaging.deadletter.DeadLetterHeaders;
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
 * Puts a record that a consumer cannot process, whole and with the cause, on the consumer's dead-record topic. It goes
 * through the outbox, so it is not lost. Its id is not in the inbox, so that a replay is processed.
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

    Uni<Void> publish(String consumer, ConsumerRecord<String, byte[]> record, Throwable cause) {
        LOG.errorf(cause, "dead letter consumer=%s topic=%s offset=%d", consumer, record.topic(), record.offset());
        var headers = headers(record);
        headers.put(DeadLetterHeaders.CAUSE, String.valueOf(cause));
        headers.put(DeadLetterHeaders.TOPIC, record.topic());
        headers.put(DeadLetterHeaders.PARTITION, String.valueOf(record.partition()));
        headers.put(DeadLetterHeaders.OFFSET, String.valueOf(record.offset()));
        var row = OutboxRow.of(
                Topics.deadLettersOf(consumer).name(),
                record.key() == null ? "" : clean(record.key()),
                headers,
                text(record.value(), headers));
        return outbox.appendRows(pool, List.of(row));
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        var headers = new LinkedHashMap<String, String>();
        record.headers()
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
            LOG.debug("a dead letter is not UTF-8", e);
        }
        headers.put(DeadLetterHeaders.ENCODING, "base64");
        return Base64.getEncoder().encodeToString(octets);
    }

    private static String clean(String text) {
        return text.replace('\0', ' ');
    }
}
