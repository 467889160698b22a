package dev.hallmark.device.mqtt;

import java.time.Instant;

/** The end of a session: when, and what the broker said, if it said anything. */
public record Closure(Instant at, String reason) {}
