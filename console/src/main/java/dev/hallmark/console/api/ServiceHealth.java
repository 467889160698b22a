package dev.hallmark.console.api;

/**
 * Whether a service answers.
 *
 * @param millis how long it took to answer, or to give up
 */
public record ServiceHealth(String service, boolean answers, long millis) {}
