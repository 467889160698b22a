package dev.hallmark.client.authority;

/**
 * What certificates of a profile are like; times are ISO 8601 durations.
 *
 * @param validity how long they are valid
 * @param renewalWindow how long before their end they are renewed
 * @param grace how long after their end they still can be
 * @param shortLived whether they end before a revocation would help, and are in no CRL
 */
public record Profile(String name, String validity, String renewalWindow, String grace, boolean shortLived) {}
