package dev.hallmark.audit.trail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.events.EventEnvelope;
import dev.hallmark.events.EventJson;
import dev.hallmark.events.audit.chain.TrailEntry;
import dev.hallmark.messaging.inbox.ReceivedEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * An event to be recorded, of whatever type and version.
 *
 * @param data its value as it was received
 * @param content the same as JSON
 */
record ReceivedRecord(EventEnvelope envelope, String data, JsonNode content) {

    /** PostgreSQL's indexes take rows of a third of a page; a target or actor is shorter unless somebody means harm. */
    private static final int LONGEST = 500;

    /** @throws IllegalArgumentException when its value is not JSON */
    static ReceivedRecord of(ReceivedEvent event) {
        var envelope = event.envelope();
        try {
            var data = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(event.value()))
                    .toString();
            return new ReceivedRecord(envelope, data, EventJson.read(event.value(), JsonNode.class));
        } catch (CharacterCodingException e) {
            // Without the cause: consumers take an IOException for a fault that passes.
            throw new IllegalArgumentException("the event of type " + envelope.type() + " is not UTF-8");
        } catch (IOException e) {
            throw new IllegalArgumentException("the event of type " + envelope.type() + " is not JSON", e);
        }
    }

    /** The entry that follows a record of this sequence number and hash. */
    TrailEntry after(long sequence, String hash, Instant now) {
        return new TrailEntry(
                envelope.tenant(),
                sequence + 1,
                hash,
                now,
                envelope.id(),
                envelope.type(),
                "/tenants/%s/services/%s".formatted(envelope.tenant(), envelope.service()),
                envelope.time(),
                envelope.actor(),
                data);
    }

    String actor() {
        return indexed(envelope.actor());
    }

    /** A member of the content; null when it has none. */
    String member(String name) {
        return text(content.path(name));
    }

    /** What was changed: an operator's target, else the certificate, else the device. */
    String targetType() {
        return content.has("target")
                ? text(content.path("target").path("type"))
                : content.has("serial") ? "certificate" : content.has("deviceId") ? "device" : null;
    }

    String targetId() {
        return content.has("target")
                ? text(content.path("target").path("id"))
                : content.has("serial") ? member("serial") : member("deviceId");
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? indexed(node.textValue()) : null;
    }

    /** Columns of text have no NUL. */
    private static String indexed(String text) {
        var clean = text.replace('\0', ' ');
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
    }
}
