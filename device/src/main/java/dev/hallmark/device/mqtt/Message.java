package dev.hallmark.device.mqtt;

/** A message from the broker, its payload read as UTF-8. */
public record Message(String topic, String payload) {}
