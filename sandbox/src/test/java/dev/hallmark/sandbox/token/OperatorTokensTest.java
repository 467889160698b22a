package dev.hallmark.sandbox.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.sandbox.OpenSsl;
import dev.hallmark.sandbox.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorTokensTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void openSslVerifiesTheSignatureWithTheKeyThatServicesGet() throws Exception {
        // Given
        var key = OperatorKey.of(home());
        var publicKey =
                Files.write(directory.resolve("public.der"), Base64.getDecoder().decode(key.publicKey()));

        // When
        var token = issue(key).split("\\.", -1);

        // Then
        var signed = Files.writeString(directory.resolve("signed"), token[0] + "." + token[1]);
        var signature = Files.write(
                directory.resolve("signature"), Base64.getUrlDecoder().decode(token[2]));
        assertThat(OpenSsl.run(
                        "dgst", "-sha256", "-verify", publicKey, "-keyform", "DER", "-signature", signature, signed))
                .contains("Verified OK");
    }

    @Test
    void theClaimsAreTheOnesThatServicesAskFor() throws Exception {
        // When
        var token = issue(OperatorKey.of(home())).split("\\.", -1);

        // Then
        var claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token[1]));
        assertThat(claims.get("sub").asText()).isEqualTo("someone");
        assertThat(claims.get("tenant").asText()).isEqualTo("default");
        assertThat(claims.get("aud").asText()).isEqualTo("hallmark-api");
        assertThat(claims.get("groups").toString()).isEqualTo("[\"operator\",\"factory\"]");
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(600);
    }

    @Test
    void theKeyOfAHomeStaysTheSame() throws Exception {
        assertThat(OperatorKey.of(home()).publicKey())
                .isEqualTo(OperatorKey.of(home()).publicKey());
    }

    private static String issue(OperatorKey key) throws Exception {
        var tokens = new OperatorTokens(key, Clock.fixed(NOW, ZoneOffset.UTC));
        return tokens.issue("someone", List.of("operator", "factory"), "default", Duration.ofMinutes(10));
    }

    private Home home() {
        return new Home(directory, directory);
    }
}
