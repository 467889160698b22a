package dev.hallmark.gateway.limit;

import dev.hallmark.commons.limit.AddressKey;
import dev.hallmark.commons.limit.TokenBuckets;
import dev.hallmark.gateway.refusal.Refusal;
import dev.hallmark.gateway.refusal.RefusedException;
import java.util.function.LongSupplier;

/** Limits the rate of requests per address. */
public final class RateLimit {
    private final TokenBuckets buckets;

    /** At most {@code burst} requests at once and {@code perSecond} in the long run. */
    public RateLimit(double perSecond, int burst, LongSupplier nanoTime) {
        this.buckets = new TokenBuckets(perSecond, burst, nanoTime);
    }

    /** Counts one request of an address, or refuses it and says when to retry. */
    public void take(String address) {
        buckets.take(AddressKey.of(address)).ifPresent(wait -> {
            throw new RefusedException(Refusal.TOO_MANY_REQUESTS, wait);
        });
    }
}
