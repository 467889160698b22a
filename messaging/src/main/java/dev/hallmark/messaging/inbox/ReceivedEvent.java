package dev.hallmark.messaging.inbox;

import dev.hallmark.events.EventEnvelope;

/**
 * An event of whatever type and version.
 *
 * @param value as it was received
 */
public record ReceivedEvent(EventEnvelope envelope, byte[] value) {}
