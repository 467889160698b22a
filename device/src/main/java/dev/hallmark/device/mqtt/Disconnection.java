package dev.hallmark.device.mqtt;

import java.time.Instant;

/** The end of a session: when, and the reason that the broker gave, if any. */
public record Disconnection(Instant at, String reason) {}
