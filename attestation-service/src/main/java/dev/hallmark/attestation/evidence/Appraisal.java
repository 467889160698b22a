package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.EvidenceRefused.unless;

import dev.hallmark.attestation.policy.AttestationPolicy;
import dev.hallmark.attestation.refusal.RefusalReason;

/** The last checks, on genuine evidence: against the device's earlier evidence, and against its policy. */
final class Appraisal {

    private Appraisal() {}

    static Evidence appraise(Evidence evidence, Expectation expected, boolean hardware) throws EvidenceRefused {
        requireBootcount(evidence, expected);
        var policy = expected.challenge().policy().orElseThrow(() -> new EvidenceRefused(RefusalReason.POLICY_UNKNOWN));
        requirePolicy(policy, evidence, expected, hardware);
        return evidence;
    }

    /** Once a device has sent its bootcount it must go on sending it, and it must not go backwards. */
    private static void requireBootcount(Evidence evidence, Expectation expected) throws EvidenceRefused {
        var last = expected.challenge().device().bootcount();
        if (last.isPresent()) {
            unless(evidence.bootcount().orElse(-1) >= last.getAsLong(), RefusalReason.BOOTCOUNT);
        }
    }

    private static void requirePolicy(
            AttestationPolicy policy, Evidence evidence, Expectation expected, boolean hardware)
            throws EvidenceRefused {
        unless(policy.allowsAlgorithm(expected.algorithm().jose()), RefusalReason.POLICY_ALGORITHM);
        var rootOfTrust = expected.challenge().device().rootOfTrust();
        unless(policy.allowsRootOfTrust(rootOfTrust), RefusalReason.POLICY_ROOT_OF_TRUST);
        unless(expected.connection().isTls13() || !policy.tls13Only(), RefusalReason.POLICY_TLS);
        unless(hardware || !policy.hardwareOnly(), RefusalReason.POLICY_TRUST);
        unless(evidence.bound() || policy.allowUnbound(), RefusalReason.POLICY_UNBOUND);
    }
}
