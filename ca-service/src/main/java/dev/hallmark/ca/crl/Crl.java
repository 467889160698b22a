package dev.hallmark.ca.crl;

import java.time.Instant;

/**
 * A published CRL.
 *
 * @param shard {@link #FULL} or the shard's number
 * @param number grows with every CRL of the authority
 * @param content DER
 */
public record Crl(String authority, int shard, long number, Instant thisUpdate, Instant nextUpdate, byte[] content) {

    /** The one that lists the certificates of all shards. */
    static final int FULL = -1;
}
