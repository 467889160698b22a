package dev.hallmark.ca.certificate;

import java.util.List;

/**
 * How many certificates that are neither held nor revoked expire when.
 *
 * @param months the current one in UTC and those that follow it
 * @param later how many expire after the last of these
 */
record Expiries(List<Month> months, long later) {

    Expiries {
        months = List.copyOf(months);
    }

    /** Of one month, such as {@code 2027-01}. */
    record Month(String month, long certificates) {}
}
