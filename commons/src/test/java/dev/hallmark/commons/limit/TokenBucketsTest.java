package dev.hallmark.commons.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong();
    private final TokenBuckets buckets = new TokenBuckets(2, 3, now::get);

    @Test
    void aBurstPassesAndTheRestLearnsHowLongToWait() {
        pass("a", 3);

        assertThat(buckets.take("a")).contains(Duration.ofMillis(500));
        now.addAndGet(SECOND / 4);
        assertThat(buckets.take("a")).contains(Duration.ofMillis(250));
    }

    @Test
    void timeRefillsUpToTheBurst() {
        pass("a", 3);
        now.addAndGet(3600 * SECOND);

        pass("a", 3);

        assertThat(buckets.take("a")).isPresent();
    }

    @Test
    void keysDoNotShareAndOldOnesAreEvicted() {
        pass("a", 3);
        for (int i = 0; i < 100_000; i++) {
            pass("key " + i, 1);
        }

        pass("a", 3);
    }

    private void pass(String key, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(buckets.take(key)).isEmpty();
        }
    }
}
