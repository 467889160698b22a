package dev.hallmark.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private final Attempts attempts = new Attempts(new SandboxSettings() {
        @Override
        public Optional<Path> usersFile() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> linksFile() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> keyFile() {
            return Optional.empty();
        }

        @Override
        public int attemptsPerAddress() {
            return 20;
        }

        @Override
        public Duration tokenValidity() {
            return Duration.ofMinutes(5);
        }
    });

    @Test
    void whoGuessesANameLocksItsOwnerOutFromNowhereElse() {
        assertThat(allowed("192.0.2.1", "ann")).isEqualTo(10);
        assertThat(attempts.allow("192.0.2.1", "bob")).isTrue();
        assertThat(attempts.allow("192.0.2.2", "ann")).isTrue();
    }

    @Test
    void oneSubscriberIsOneAddress() {
        assertThat(allowed("2001:db8::1", "ann")).isEqualTo(10);
        assertThat(attempts.allow("2001:db8::2", "ann")).isFalse();
    }

    @Test
    void anAddressHasSoManyAttemptsWhateverNamesItTries() {
        var done = IntStream.range(0, 50)
                .filter(number -> attempts.allow("192.0.2.3", "name" + number))
                .count();

        assertThat(done).isEqualTo(20);
    }

    private long allowed(String address, String name) {
        return IntStream.range(0, 15)
                .filter(number -> attempts.allow(address, name))
                .count();
    }
}
