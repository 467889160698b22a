package dev.hallmark.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.gateway.refusal.RefusedException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong();
    private final RateLimit rate = new RateLimit(2, 3, now::get);

    @Test
    void aBurstPassesAndTheRestWaits() {
        take("192.0.2.1", 3);

        assertThatThrownBy(() -> rate.take("192.0.2.1")).isInstanceOf(RefusedException.class);
    }

    @Test
    void timeRefillsUpToTheBurst() {
        take("192.0.2.1", 3);

        now.addAndGet(SECOND);
        take("192.0.2.1", 2);
        assertThatThrownBy(() -> rate.take("192.0.2.1")).isInstanceOf(RefusedException.class);

        now.addAndGet(3600 * SECOND);
        take("192.0.2.1", 3);
        assertThatThrownBy(() -> rate.take("192.0.2.1")).isInstanceOf(RefusedException.class);
    }

    @Test
    void addressesDoNotShare() {
        take("192.0.2.1", 3);

        take("192.0.2.2", 3);
    }

    @Test
    void oneSubscribersIpv6PrefixIsOneAddress() {
        take("2001:db8::1", 3);

        assertThatThrownBy(() -> rate.take("2001:db8::ffff")).isInstanceOf(RefusedException.class);
        take("2001:db8:0:1::1", 1);
    }

    @Test
    void connectionsAreCountedPerAddressAndInAll() {
        var limit = new ConnectionLimit(3, 2);

        assertThat(limit.enter("192.0.2.1")).isTrue();
        assertThat(limit.enter("192.0.2.1")).isTrue();
        assertThat(limit.enter("192.0.2.1")).isFalse();
        limit.leave("192.0.2.1");
        assertThat(limit.enter("192.0.2.2")).isTrue();
        assertThat(limit.enter("192.0.2.3")).isFalse();
        limit.leave("192.0.2.3");
        limit.leave("192.0.2.2");
        limit.leave("192.0.2.1");
        limit.leave("192.0.2.1");
        assertThat(limit.open()).isZero();
    }

    private void take(String address, int times) {
        for (int i = 0; i < times; i++) {
            rate.take(address);
        }
    }
}
