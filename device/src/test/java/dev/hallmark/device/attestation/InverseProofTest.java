package dev.hallmark.device.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.device.gateway.Json;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.IdentityAlgorithm;
import dev.hallmark.device.identity.SoftwareKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vector of the protocol's §3, whose last two steps were computed by a script. */
class InverseProofTest {

    private static final String PRIVATE_KEY = "MC4CAQAwBQYDK2VuBCIEIEYSxVAmP8itWDdd8/VXqsUx0mhQkD5VqfI/IdhTTorI";
    private static final String PUBLIC_KEY = "MCowBQYDK2VuAyEAOUjP4K0d22ldeA5ZB3GV2mxWUGsCcyl5SrAryoCBXE0=";
    private static final String ENCAPSULATION = "N_2jVnvb1ijohmjDyNfpfR0SU7bU6m1EwVD3QfG_RDE";

    @TempDir
    private Path directory;

    @Test
    void isThatOfTheProtocolsVector() throws Exception {
        var evidence = Json.read(Samples.text(Transcript.evidence(challenge(ENCAPSULATION), attester())));

        assertThat(evidence.path("signature").asText()).isEqualTo("2ga8UiKF1L6iJVea9HadyMP7x_skWGIp6gOQXHsvGOI");
        assertThat(members(evidence)).containsExactly("signature", "operationalKey", "softwareVersion");
    }

    @Test
    void aChallengeWithoutEncapsulationIsRefused() {
        assertThatThrownBy(() -> Transcript.evidence(challenge(null), attester()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EatJwt.evidence(challenge(ENCAPSULATION), attester()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EatCwt.evidence(challenge(ENCAPSULATION), attester()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Attester attester() throws Exception {
        new SoftwareKeys(DeviceKeys.generate(IdentityAlgorithm.X25519)).write(directory);
        Files.writeString(
                directory.resolve("identity.pem"), pem("PRIVATE KEY", PRIVATE_KEY) + pem("PUBLIC KEY", PUBLIC_KEY));
        var identity = SoftwareKeys.read(directory).unlock().identity();
        return new Attester(new DeviceKeys(identity, Samples.OPERATIONAL), new Software("test", 7), from(0x40));
    }

    private static Challenge challenge(String encapsulation) {
        return new Challenge(
                "AAECAwQFBgcICQoLDA0ODw",
                Base64.getUrlEncoder().withoutPadding().encodeToString(from(0x20)),
                "urn:hallmark:attestation",
                "tag:hallmark.dev,2026:attestation/1",
                "tls-exporter",
                List.of("X25519"),
                encapsulation,
                "2026-01-01T00:00:00Z");
    }

    private static List<String> members(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }

    private static String pem(String label, String base64) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, base64);
    }

    /** 32 octets that count up. */
    private static byte[] from(int first) {
        var octets = new byte[32];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (first + i);
        }
        return octets;
    }
}
