package dev.hallmark.registry.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.events.registry.Standing;
import dev.hallmark.registry.refusal.RegistryException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LifecycleCommandTest {

    @ParameterizedTest
    @CsvSource({
        "SUSPEND, SUSPENDED, ACTIVE",
        "RESUME, ACTIVE, SUSPENDED",
        "TRANSFER, TRANSFERRING, ACTIVE",
        "RETIRE, RETIRED, ACTIVE SUSPENDED",
        "RE_ENROL, ACTIVE, ACTIVE",
        "REVOKE, REVOKED, ACTIVE SUSPENDED TRANSFERRING RETIRED UNKNOWN"
    })
    void eachCommandIsLegalFromTheseStandingsOnly(LifecycleCommand command, Standing to, String from) {
        for (var standing : Standing.values()) {
            if (Set.of(from.split(" ", -1)).contains(standing.name())) {
                assertThat(command.from(standing)).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> command.from(standing)).isInstanceOf(RegistryException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(LifecycleCommand.class)
    void revocationIsFinal(LifecycleCommand command) {
        assertThatThrownBy(() -> command.from(Standing.REVOKED))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("A revoked device cannot be");
    }

    @Test
    void aStandingHidesTheStageUnlessItIsActive() {
        assertThat(DeviceState.of("enrolled", "active")).isEqualTo("enrolled");
        for (var standing : EnumSet.complementOf(EnumSet.of(Standing.ACTIVE))) {
            assertThat(DeviceState.of("enrolled", standing.name())).isEqualTo(standing.name());
        }
    }
}
