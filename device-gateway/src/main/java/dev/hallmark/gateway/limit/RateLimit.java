package dev.hallmark.gateway.limit;

import dev.hallmark.gateway.refusal.Refusal;
import dev.hallmark.gateway.refusal.RefusedException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** A token bucket per address; the addresses longest unheard of are forgotten first. */
public final class RateLimit {
    private static final int MOST_ADDRESSES = 100_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final int burst;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    private record Bucket(double tokens, long at) {}

    /** At most {@code burst} requests at once and {@code perSecond} in the long run. */
    public RateLimit(double perSecond, int burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    /** Counts one request of an address, or refuses it and says when to come again. */
    public synchronized void take(String address) {
        var key = AddressKey.of(address);
        long now = nanoTime.getAsLong();
        double tokens = refilled(buckets.get(key), now);
        if (tokens < 1) {
            buckets.put(key, new Bucket(tokens, now));
            throw new RefusedException(Refusal.TOO_MANY_REQUESTS, untilOne(tokens));
        }
        buckets.put(key, new Bucket(tokens - 1, now));
    }

    private double refilled(Bucket bucket, long now) {
        return bucket == null
                ? burst
                : Math.min(burst, bucket.tokens + (now - bucket.at) / NANOS_PER_SECOND * perSecond);
    }

    private Duration untilOne(double tokens) {
        return Duration.ofNanos((long) ((1 - tokens) / perSecond * NANOS_PER_SECOND));
    }
}
