package dev.hallmark.endtoend.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void theReferenceIsUpToDate() throws IOException {
        Reference.of("settings.md").requireUpToDate(SettingsReference.page(PROJECT));
    }

    @Test
    void everySettingHasAMeaning() throws IOException {
        assertThat(SettingsReference.page(PROJECT)).doesNotContain("|  |\n");
    }

    @Test
    void namesDefaultsAndMeaningsAreThoseOfTheSources() throws IOException {
        assertThat(SettingsReference.page(PROJECT))
                .contains(
                        "| `hallmark.challenge.lifetime` | Duration | `60s` | How long a nonce lives. |",
                        "| `hallmark.gateway.limits.requests-per-second` | int | `200` |",
                        "| `hallmark.gateway.services.<name>.secret` | String | required |",
                        "| `hallmark.ca.profile.<name>.validity` | Duration | `P90D` |");
    }
}
