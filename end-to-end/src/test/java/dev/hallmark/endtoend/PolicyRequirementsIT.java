package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.client.policy.AttestationTerms;
import dev.hallmark.device.attestation.Attestation;
import dev.hallmark.device.attestation.Attester;
import dev.hallmark.device.attestation.EvidenceFormat;
import dev.hallmark.device.attestation.Purpose;
import dev.hallmark.device.attestation.Software;
import dev.hallmark.device.gateway.Gateway;
import dev.hallmark.device.gateway.UnexpectedAnswerException;
import dev.hallmark.device.identity.Certificates;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.IdentityAlgorithm;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a policy asks of evidence reaches the verifier when it changes, and the next evidence is judged by it. */
class PolicyRequirementsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String REFUSED = "403 attestation-failed";

    private final Sandbox sandbox = Sandbox.running();
    private final Operator operator = new Operator(sandbox);
    private final String name = "requirements-" + UUID.randomUUID();
    private final String policy = operator.createPolicy(name);
    private Gateway gateway;

    @BeforeEach
    void findTheGateway() throws Exception {
        var authorities = Certificates.parse(Files.readString(sandbox.serverAuthority()));
        gateway = new Gateway(sandbox.address("gateway"), authorities);
    }

    @Test
    void aChipIsAskedForAndNoMore() {
        var device = welcome(IdentityAlgorithm.ES256);
        awaitOutcome("affirming software", device, true);

        operator.changePolicy(policy, name, AttestationTerms.ANY.withMinimumTrust("hardware"));
        awaitOutcome(REFUSED, device, true);
        awaitReason(device, "policy-trust");

        operator.changePolicy(policy, name, AttestationTerms.ANY.withMinimumTrust("software"));
        awaitOutcome("affirming software", device, true);
    }

    @ParameterizedTest
    @EnumSource(names = {"ES256", "ML_KEM_768"})
    void evidenceForNoConnectionIsAcceptedAndNoMore(IdentityAlgorithm algorithm) {
        var device = welcome(algorithm);
        awaitOutcome("affirming software", device, true);
        awaitOutcome(REFUSED, device, false);

        operator.changePolicy(policy, name, AttestationTerms.ANY.withUnbound(true));
        awaitOutcome("warning software", device, false);

        operator.changePolicy(policy, name, AttestationTerms.ANY.withUnbound(false));
        awaitOutcome(REFUSED, device, false);
        awaitOutcome("affirming software", device, true);
    }

    @Test
    void anAlgorithmIsAskedForAndAnother() {
        var device = welcome(IdentityAlgorithm.X25519);

        operator.changePolicy(policy, name, AttestationTerms.ANY.withAlgorithms(List.of("ES256", "ML-KEM-768")));
        awaitOutcome(REFUSED, device, true);
        awaitReason(device, "policy-algorithm");

        operator.changePolicy(policy, name, AttestationTerms.ANY.withAlgorithms(List.of("X25519")));
        awaitOutcome("affirming software", device, true);
    }

    /** The gateway says which TLS the device speaks, or there would be no challenge and so no verdict on its chip. */
    @Test
    void tls13IsAskedForAndSpoken() {
        var device = welcome(IdentityAlgorithm.ES256);

        operator.changePolicy(
                policy, name, AttestationTerms.ANY.withMinimumTls("1.3").withMinimumTrust("hardware"));
        awaitOutcome(REFUSED, device, true);
        awaitReason(device, "policy-trust");

        operator.changePolicy(policy, name, AttestationTerms.ANY.withMinimumTls("1.3"));
        awaitOutcome("affirming software", device, true);
    }

    private DeviceKeys welcome(IdentityAlgorithm algorithm) {
        var device = DeviceKeys.generate(algorithm);
        var batch = operator.batchUnderNew(policy);
        operator.welcome(Fleet.ids(List.of(device)), batch);
        return device;
    }

    private void awaitOutcome(String outcome, DeviceKeys device, boolean bound) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(attest(device, bound)).isEqualTo(outcome));
    }

    /** What the result says, or the refusal. */
    private String attest(DeviceKeys device, boolean bound) throws Exception {
        try (var connection = gateway.connect()) {
            var verifier = new Attestation(connection);
            var exporter = bound ? connection.channelBinding() : new byte[32];
            var attester = new Attester(device, new Software("test", 1), exporter);
            var challenge = verifier.challenge(device.identity(), Purpose.ONBOARD);
            var token = verifier.prove(challenge, EvidenceFormat.TRANSCRIPT, attester)
                    .token();
            var claims = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
            return claims.replaceAll(".*\"ear.status\":\"(\\w+)\".*", "$1") + " "
                    + claims.replaceAll(".*\"trust\":\"(\\w+)\".*", "$1");
        } catch (UnexpectedAnswerException e) {
            return e.answer().status() + " " + e.answer().body().replaceAll(".*/problems/([a-z-]+)\".*", "$1");
        }
    }

    private void awaitReason(DeviceKeys device, String reason) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        operator.timeline(device.deviceId().hex()))
                .anySatisfy(entry -> assertThat(entry.reason()).contains(reason)));
    }
}
