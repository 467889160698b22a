package dev.hallmark.client.certificate;

import java.time.YearMonth;
import java.util.List;

/**
 * How many certificates that are neither held nor revoked expire when.
 *
 * @param months the current one in UTC and those that follow it
 * @param later how many expire after the last of these
 */
public record Expiries(List<Month> months, long later) {

    public Expiries {
        months = List.copyOf(months);
    }

    /** Of one month. */
    public record Month(YearMonth month, long certificates) {}
}
