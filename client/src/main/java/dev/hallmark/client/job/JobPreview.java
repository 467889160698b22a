package dev.hallmark.client.job;

import java.util.Map;

/**
 * What a job would be for.
 *
 * @param devices how many
 * @param states how many of them are in each state
 */
public record JobPreview(long devices, Map<String, Long> states) {

    public JobPreview {
        states = Map.copyOf(states);
    }
}
