package dev.hallmark.client.device;

import java.time.LocalDate;
import java.util.List;

/**
 * How many devices were onboarded, by day in UTC.
 *
 * @param days without gaps, the latest last
 */
public record Onboardings(List<Day> days) {

    public Onboardings {
        days = List.copyOf(days);
    }

    /** One day. A device that onboards again is counted again. */
    public record Day(LocalDate day, long devices) {}
}
