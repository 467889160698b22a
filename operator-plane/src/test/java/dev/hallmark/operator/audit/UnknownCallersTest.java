package dev.hallmark.operator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnknownCallersTest {

    private final AtomicLong nanoTime = new AtomicLong();
    private final UnknownCallers callers = new UnknownCallers(new SimpleMeterRegistry(), nanoTime::get);

    @Test
    void anAddressHasOneLineAMinute() {
        assertThat(lines("192.0.2.1", 1000)).isOne();
        assertThat(lines("192.0.2.2", 1)).isOne();

        nanoTime.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(lines("192.0.2.1", 1000)).isZero();
        nanoTime.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(lines("192.0.2.1", 1000)).isOne();
    }

    @Test
    void aSubscribersNetworkIsOneAddress() {
        assertThat(lines("2001:db8::1", 1)).isOne();
        assertThat(lines("2001:db8::2", 1)).isZero();
        assertThat(lines("2001:db8:0:1::1", 1)).isOne();
    }

    @Test
    void manyAddressesHaveNoMoreThanAFewLines() {
        var lines = IntStream.range(0, 10_000)
                .filter(i -> callers.hasLine("10.0.%d.%d".formatted(i / 256, i % 256)))
                .count();

        assertThat(lines).isEqualTo(20);
    }

    @Test
    void aConnectionWithoutAnAddressIsOneOfThem() {
        assertThat(lines("unknown", 10)).isOne();
    }

    private long lines(String address, int requests) {
        return IntStream.range(0, requests)
                .filter(i -> callers.hasLine(address))
                .count();
    }
}
