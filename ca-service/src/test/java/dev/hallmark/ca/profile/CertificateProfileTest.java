package dev.hallmark.ca.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CertificateProfileTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.5Z");

    @Test
    void aWeekIsShortLivedAndASecondMoreIsNot() {
        assertThat(profile(Duration.ofDays(7)).shortLived()).isTrue();
        assertThat(profile(Duration.ofDays(7).plusSeconds(1)).shortLived()).isFalse();
    }

    @Test
    void notBeforeIsBackByAnHourAtMost() {
        assertThat(profile(Duration.ofDays(90)).notBefore(NOW)).isEqualTo("2026-03-01T11:00:00Z");
        assertThat(profile(Duration.ofMinutes(5)).notBefore(NOW)).isEqualTo("2026-03-01T11:59:30Z");
    }

    @Test
    void aProfileThatMakesNoSenseNamesItsProperty() {
        assertThatThrownBy(() -> profile(Duration.ofMinutes(5).minusSeconds(1)))
                .hasMessageContaining("hallmark.ca.profile.test.validity");
        assertThatThrownBy(
                        () -> new CertificateProfile("test", Duration.ofHours(1), Duration.ofHours(1), Duration.ZERO))
                .hasMessageContaining("hallmark.ca.profile.test.renewal-window");
        assertThatThrownBy(() -> new CertificateProfile(
                        "test", Duration.ofHours(1), Duration.ofMinutes(20), Duration.ofSeconds(-1)))
                .hasMessageContaining("hallmark.ca.profile.test.grace");
    }

    private static CertificateProfile profile(Duration validity) {
        return new CertificateProfile("test", validity, validity.dividedBy(3), Duration.ZERO);
    }
}
