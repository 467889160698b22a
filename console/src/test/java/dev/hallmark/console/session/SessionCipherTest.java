package dev.hallmark.console.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCipherTest {

    private static final Credentials CREDENTIALS = new Credentials(
            new Person("issuer", "viewer", "default", Set.of("viewer")),
            "eyToken",
            Instant.parse("2026-01-02T03:04:05Z"),
            Optional.of(new Grant(Optional.of("eyRefresh"), "eyId")));

    private final SessionCipher cipher = cipher(Base64.getEncoder().encodeToString(new byte[32]));

    @Test
    void whatIsStoredHoldsNoTokenAndOpensForItsSession() throws Exception {
        // Given
        var id = SessionId.random();

        // When
        var content = cipher.seal(id.hash(), CREDENTIALS);

        // Then
        assertThat(new String(content, StandardCharsets.ISO_8859_1))
                .doesNotContain("eyToken", "eyRefresh", "eyId", "viewer");
        assertThat(cipher.open(id.hash(), content, Credentials.class)).isEqualTo(CREDENTIALS);
    }

    @Test
    void aRowDoesNotOpenForAnotherSession() {
        var content = cipher.seal(SessionId.random().hash(), CREDENTIALS);

        assertThatThrownBy(() -> cipher.open(SessionId.random().hash(), content, Credentials.class))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> cipher.open(SessionId.random().hash(), new byte[3], Credentials.class))
                .isInstanceOf(GeneralSecurityException.class);
    }

    /** As a console of the version before stored it. */
    @Test
    void credentialsWithoutAGrantAreRead() throws Exception {
        var id = SessionId.random();
        var person = Map.of("issuer", "i", "subject", "viewer", "tenant", "default", "roles", Set.of("viewer"));
        var content = cipher.seal(
                id.hash(), Map.of("person", person, "token", "eyToken", "expiresAt", "2026-01-02T03:04:05Z"));

        assertThat(cipher.open(id.hash(), content, Credentials.class))
                .isEqualTo(new Credentials(
                        new Person("i", "viewer", "default", Set.of("viewer")),
                        "eyToken",
                        Instant.parse("2026-01-02T03:04:05Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64"})
    void aKeyThatIsNoneIsRefused(String key) {
        assertThatThrownBy(() -> cipher(key)).hasMessageContaining("base64 of 32 random octets");
    }

    private static SessionCipher cipher(String key) {
        var settings = new SessionSettings() {
            @Override
            public String key() {
                return key;
            }

            @Override
            public Duration idle() {
                return Duration.ofMinutes(30);
            }

            @Override
            public Duration longest() {
                return Duration.ofHours(12);
            }

            @Override
            public boolean secureCookie() {
                return true;
            }
        };
        return new SessionCipher(settings, new ObjectMapper().registerModules(new JavaTimeModule(), new Jdk8Module()));
    }
}
