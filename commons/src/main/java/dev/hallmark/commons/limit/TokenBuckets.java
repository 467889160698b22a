package dev.hallmark.commons.limit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A token bucket per key, in the memory of this process; the least recently used keys are evicted first. */
public final class TokenBuckets {

    private static final int MOST_KEYS = 100_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final int burst;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    };

    private record Bucket(double tokens, long at) {}

    /** At most {@code burst} at once and {@code perSecond} in the long run. */
    public TokenBuckets(double perSecond, int burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    /** Takes one token of a key; when there is none, returns the time until there is one. */
    public synchronized Optional<Duration> take(String key) {
        long now = nanoTime.getAsLong();
        double tokens = refilled(buckets.get(key), now);
        var enough = tokens >= 1;
        buckets.put(key, new Bucket(enough ? tokens - 1 : tokens, now));
        return enough ? Optional.empty() : Optional.of(untilOne(tokens));
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
