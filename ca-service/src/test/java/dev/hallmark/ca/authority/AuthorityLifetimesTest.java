package dev.hallmark.ca.authority;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AuthorityLifetimesTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void whatRemainsOfAnAuthorityIsMeasured() {
        var issuing = TestAuthorities.of("default").issuing();
        var dayBeforeItsEnd =
                Clock.fixed(issuing.certificate().getNotAfter().toInstant().minus(Duration.ofDays(1)), ZoneOffset.UTC);
        var lifetimes = new AuthorityLifetimes(TestAuthorities.serving("default"), meters, dayBeforeItsEnd);

        lifetimes.register(issuing);
        lifetimes.register(issuing);

        var gauge = meters.get("hallmark.authority.remaining")
                .tags("tenant", "default", "authority", "default-issuing-1", "kind", "issuing")
                .gauge();
        assertThat(gauge.value()).isEqualTo((double) Duration.ofDays(1).toSeconds());
        assertThat(meters.getMeters()).hasSize(1);
    }
}
