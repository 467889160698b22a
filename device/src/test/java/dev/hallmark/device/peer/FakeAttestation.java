package dev.hallmark.device.peer;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** Challenge, evidence and token as protocol §3 says. */
final class FakeAttestation {

    /** An open challenge, and what was known when it was issued; nonce and exporter in base64url. */
    record Outstanding(String id, String nonce, String exporter, String identity) {

        byte[] identityKey() {
            return Base64.getDecoder().decode(identity);
        }

        String deviceId() {
            return HexFormat.of().formatHex(EvidenceCheck.sha256(identityKey()));
        }
    }

    /** An attested device, with the thumbprint of its operational key. */
    record Proven(String deviceId, String operational) {

        String commonName() {
            return "dev-" + deviceId.substring(0, 32);
        }
    }

    static final String AUDIENCE = "https://hallmark.example/attestation";
    static final String PROFILE = "tag:hallmark.dev,2026:attestation/1";

    private static final Set<String> PURPOSES = Set.of("onboard", "reattest");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Responses responses;
    private final Map<String, Outstanding> challenges = new ConcurrentHashMap<>();
    private final Map<String, Proven> tokens = new ConcurrentHashMap<>();

    FakeAttestation(Responses responses) {
        this.responses = responses;
    }

    void challenge(String exporter, String body, ClassicHttpResponse response) throws Exception {
        var request = Responses.JSON.readTree(body);
        if (!PURPOSES.contains(request.path("purpose").asText())) {
            throw new IllegalArgumentException("purpose");
        }
        var identity = request.path("publicKey").asText();
        var challenge = new Outstanding(random(16), random(32), exporter, identity);
        challenges.put(challenge.id(), challenge);
        var answer = Map.of(
                "challengeId",
                challenge.id(),
                "nonce",
                challenge.nonce(),
                "audience",
                AUDIENCE,
                "profile",
                PROFILE,
                "binding",
                "tls-exporter",
                "algorithms",
                new String[] {"ES256"},
                "expiresAt",
                "2030-01-01T00:00:00Z");
        responses.json(response, 201, answer);
    }

    void evidence(String id, String exporter, EvidenceCheck evidence, ClassicHttpResponse response) throws Exception {
        var challenge = challenges.remove(id);
        var operational = challenge == null || !challenge.exporter().equals(exporter)
                ? Optional.<String>empty()
                : evidence.operationalKey(challenge);
        if (operational.isEmpty()) {
            responses.problem(response, 403, "attestation-failed");
            return;
        }
        var device = new Proven(challenge.deviceId(), operational.get());
        var token = random(300);
        tokens.put(token, device);
        var answer = Map.of(
                "deviceId",
                device.deviceId(),
                "token",
                token,
                "tokenType",
                "Bearer",
                "expiresAt",
                "2030-01-01T00:00:00Z",
                "commonName",
                device.commonName(),
                "est",
                Map.of("label", "default", "path", "/.well-known/est/default"));
        responses.json(response, 200, answer);
    }

    Optional<Proven> device(String token) {
        return Optional.ofNullable(tokens.get(token));
    }

    private static String random(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
