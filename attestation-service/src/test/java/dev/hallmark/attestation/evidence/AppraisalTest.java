package dev.hallmark.attestation.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hallmark.attestation.challenge.ConsumedChallenge;
import dev.hallmark.attestation.challenge.TlsConnection;
import dev.hallmark.attestation.policy.AttestationPolicy;
import dev.hallmark.commons.attestation.Confirmation;
import dev.hallmark.commons.connection.TlsVersion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AppraisalTest {

    private static final OptionalLong NEVER = OptionalLong.empty();

    @Test
    void theFirstBootcountIsAcceptedAsItIs() throws Exception {
        assertThat(appraise(OptionalLong.of(0), NEVER)).isNotNull();
        assertThat(appraise(NEVER, NEVER)).isNotNull();
    }

    @Test
    void aBootcountStaysOrGrows() throws Exception {
        assertThat(appraise(OptionalLong.of(5), OptionalLong.of(5))).isNotNull();
        assertThat(appraise(OptionalLong.of(6), OptionalLong.of(5))).isNotNull();
        assertThatThrownBy(() -> appraise(OptionalLong.of(4), OptionalLong.of(5)))
                .hasMessage("bootcount");
    }

    @Test
    void onceSentABootcountIsNeverMissing() {
        assertThatThrownBy(() -> appraise(NEVER, OptionalLong.of(0))).hasMessage("bootcount");
    }

    @Test
    void thePolicyChoosesAlgorithms() throws Exception {
        assertThat(under(Vectors.policy(List.of("ES256"), List.of(), false), true))
                .isNotNull();
        assertThatThrownBy(() -> under(Vectors.policy(List.of("ES384"), List.of(), false), true))
                .hasMessage("policy-algorithm");
    }

    @Test
    void thePolicyChoosesRootsOfTrust() throws Exception {
        assertThat(under(Vectors.policy(List.of(), List.of("tpm", "puf"), false), true))
                .isNotNull();
        assertThatThrownBy(() -> under(Vectors.policy(List.of(), List.of("tpm"), false), true))
                .hasMessage("policy-root-of-trust");
    }

    @Test
    void thePolicyMayAcceptUnboundEvidence() throws Exception {
        assertThat(under(Vectors.policy(List.of(), List.of(), true), false)).isNotNull();
        assertThatThrownBy(() -> under(Vectors.policy(List.of(), List.of(), false), false))
                .hasMessage("policy-unbound");
    }

    @Test
    void thePolicyMayRequireAChip() throws Exception {
        var hardwareOnly = new AttestationPolicy(Optional.of("default"), List.of(), List.of(), false, true, false);
        var challenge = Vectors.challenge(NEVER, Optional.of(hardwareOnly));
        var expected = Vectors.expected(challenge, Vectors.connection());

        assertThat(Appraisal.appraise(evidence(NEVER, true), expected, true)).isNotNull();
        assertThatThrownBy(() -> Appraisal.appraise(evidence(NEVER, true), expected, false))
                .hasMessage("policy-trust");
    }

    @Test
    void thePolicyMayRequireTls13() throws Exception {
        var tls13Only = new AttestationPolicy(Optional.of("default"), List.of(), List.of(), false, false, true);
        var challenge = Vectors.challenge(NEVER, Optional.of(tls13Only));

        assertThat(over(Vectors.connection(TlsVersion.TLS_1_3), challenge)).isNotNull();
        assertThatThrownBy(() -> over(Vectors.connection(TlsVersion.TLS_1_2), challenge))
                .hasMessage("policy-tls");
        assertThatThrownBy(() -> over(Vectors.unknownConnection(), challenge)).hasMessage("policy-tls");
    }

    @Test
    void anyVersionOfTlsIsAcceptedUnlessThePolicyRequiresOne() throws Exception {
        var challenge = Vectors.challenge(NEVER, Vectors.policy(List.of(), List.of(), false));

        assertThat(over(Vectors.connection(TlsVersion.TLS_1_2), challenge)).isNotNull();
        assertThat(over(Vectors.unknownConnection(), challenge)).isNotNull();
    }

    @Test
    void withoutAPolicyNoDeviceIsAccepted() {
        assertThatThrownBy(() -> under(Optional.empty(), true)).hasMessage("policy-unknown");
    }

    private static Evidence appraise(OptionalLong bootcount, OptionalLong last) throws EvidenceRefused {
        var challenge = Vectors.challenge(last, Vectors.policy(List.of(), List.of(), false));
        return Appraisal.appraise(evidence(bootcount, true), Vectors.expected(challenge, Vectors.connection()), true);
    }

    private static Evidence under(Optional<AttestationPolicy> policy, boolean bound) throws EvidenceRefused {
        var challenge = Vectors.challenge(NEVER, policy);
        return Appraisal.appraise(evidence(NEVER, bound), Vectors.expected(challenge, Vectors.connection()), true);
    }

    private static Evidence over(TlsConnection connection, ConsumedChallenge challenge) throws EvidenceRefused {
        return Appraisal.appraise(evidence(NEVER, true), Vectors.expected(challenge, connection), true);
    }

    private static Evidence evidence(OptionalLong bootcount, boolean bound) {
        return new Evidence(
                Confirmation.ofJwk(Vectors.JKT), bound, bootcount, NEVER, JsonNodeFactory.instance.objectNode());
    }
}
