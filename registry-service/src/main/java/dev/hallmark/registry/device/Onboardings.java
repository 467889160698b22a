package dev.hallmark.registry.device;

import java.time.LocalDate;
import java.util.List;

/**
 * How many devices were onboarded, by day in UTC.
 *
 * @param days without gaps, the latest last
 */
record Onboardings(List<Day> days) {

    Onboardings {
        days = List.copyOf(days);
    }

    /** One day. A device that onboards again is counted again. */
    record Day(LocalDate day, long devices) {}
}
