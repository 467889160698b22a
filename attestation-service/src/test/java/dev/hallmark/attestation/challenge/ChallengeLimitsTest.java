package dev.hallmark.attestation.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.attestation.AttestationException;
import dev.hallmark.attestation.AttestationException.Code;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.commons.identity.DeviceId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ChallengeLimitsTest {

    private static final DeviceId KEY = TestDevice.create().id();

    private final AtomicLong now = new AtomicLong();
    private final ChallengeLimits limits = new ChallengeLimits(new Few(), now::get);

    private record Few() implements ChallengeConfig.Limits {
        @Override
        public int perAddress() {
            return 2;
        }

        @Override
        public int addressBurst() {
            return 3;
        }

        @Override
        public int perKey() {
            return 1;
        }

        @Override
        public int keyBurst() {
            return 2;
        }
    }

    @Test
    void anAddressHasItsShare() {
        for (int i = 0; i < 3; i++) {
            limits.count("192.0.2.1");
        }

        assertThatThrownBy(() -> limits.count("192.0.2.1"))
                .isInstanceOfSatisfying(AttestationException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(Code.TOO_MANY_REQUESTS);
                    assertThat(refused.retryAfter()).isEqualTo(Duration.ofMillis(500));
                });
        assertThatCode(() -> limits.count("192.0.2.2")).doesNotThrowAnyException();
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThatCode(() -> limits.count("192.0.2.1")).doesNotThrowAnyException();
    }

    @Test
    void aKeyHasItsShareOfEachAddress() {
        limits.count("2001:db8::1", KEY);
        limits.count("2001:db8::2", KEY);

        assertThatThrownBy(() -> limits.count("2001:db8::3", KEY)).isInstanceOf(AttestationException.class);
        assertThatCode(() -> limits.count("192.0.2.1", KEY)).doesNotThrowAnyException();
        assertThatCode(() -> limits.count("2001:db8::1", TestDevice.create().id()))
                .doesNotThrowAnyException();
    }
}
